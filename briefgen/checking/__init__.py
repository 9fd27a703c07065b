"""Checking: what is wrong with briefs that can be read, told before readers see it.

`rules.py` is the list. A rule is a pure function that gives findings and says where in the brief each stands, by keys
and numbers ("photos", 2, "credit"); which line that is, how severe it is and whether it is wanted at all is not its
business. Rules of one brief see a `Subject` and run in any number of processes; rules of the whole site see the
`Shelf`, which keeps of each brief only what they ask for.
"""
