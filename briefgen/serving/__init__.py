"""A built site on a server of this machine, with a browser that follows what is saved.

Nothing here knows what a brief is. `tree` and `watch` say which files changed, a `Rebuild` makes a new site of them
(`outcome`), `stage` holds what is shown now and tells the open pages (`live.js`), and `server` answers requests:
`guard` says from whom, `address` with which file, `answer` how.
"""
