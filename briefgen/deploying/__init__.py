"""A built site -> the branch of a git remote that GitHub Pages, or any other host, serves.

What would be published and what is refused is decided first, by looking (`content`, `plan`, `standing`). Only then is
anything written, in an order in which nothing can be seen until the end: blobs, a tree, a commit on top of the branch
as it stands on the remote, and one push, which the remote takes whole or not at all. No branch of the repository is
touched, nor the index, nor the work tree.
"""
