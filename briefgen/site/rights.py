"""Who took a picture and whose it is, by the fields of the IPTC Photo Metadata Standard 2023.2, Core schema."""

from __future__ import annotations

import msgspec


class Rights(msgspec.Struct, frozen=True):
    """`credit` is the line to print beside the picture, `creators` who made it, `notice` the copyright notice,
    `terms` what it may be used for."""

    credit: str = ""
    creators: tuple[str, ...] = ()
    notice: str = ""
    terms: str = ""

    def over(self, other: Rights) -> Rights:
        """These rights, with the other's where these say nothing."""
        return Rights(
            self.credit or other.credit,
            self.creators or other.creators,
            self.notice or other.notice,
            self.terms or other.terms,
        )
