"""Photos: whose they are, whether their caption says the same, and whether their picture is there."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.checking.subject import Finding, Subject
from briefgen.model import Photo
from briefgen.problem import did_you_mean


def no_credit(subject: Subject) -> Iterator[Finding]:
    """A picture that the site shows, and no word of who took it."""
    for number, photo in enumerate(subject.brief.photos):
        if photo.file and not photo.credit:
            message = f"{photo.file} has no credit; write {_credit(photo)}"
            yield Finding(("photos", number, "file"), message)


def credit_mismatch(subject: Subject) -> Iterator[Finding]:
    """A caption that ends in another credit than the photo has; a picture without any is `no_credit`'s."""
    from briefgen.reading.caption import same_words

    for number, photo in enumerate(subject.brief.photos):
        said = _said(photo)
        if said and photo.credit and not same_words(said, photo.credit):
            message = f"the credit is “{photo.credit}”, but the caption says “{said}”; let both say who took it"
            yield Finding(("photos", number, "credit"), message)
        elif said and not photo.credit and not photo.file:
            message = f"there is no credit, but the caption says “{said}”; write credit: {said}"
            yield Finding(("photos", number, "caption"), message)


def missing_picture(subject: Subject) -> Iterator[Finding]:
    """A file that is not in the media folder, or no picture."""
    for number, photo in enumerate(subject.brief.photos):
        if photo.file and photo.file not in subject.pictures:
            hint = did_you_mean(photo.file, subject.media)
            message = f"{photo.file} is no picture in the media folder{hint}"
            yield Finding(("photos", number, "file"), message)


def _said(photo: Photo) -> str:
    """The credit that the caption ends in, if it does."""
    from briefgen.reading.caption import split_caption

    credit = split_caption(photo.caption)[1] if photo.caption else None
    return credit.credit if credit else ""


def _credit(photo: Photo) -> str:
    """The line that would mend a missing credit, as far as it is known."""
    known = _said(photo) or "/".join(filter(None, (photo.photographer, photo.provider)))
    return f"credit: {known}" if known else "credit: with the photographer and who provides the picture"
