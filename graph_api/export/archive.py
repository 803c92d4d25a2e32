# SPDX-License-Identifier: EUPL-1.2
"""A zip that is sent while it grows."""

import io
import zipfile
from types import TracebackType
from typing import IO, Any, Self


class Archive:
    """Write files into it one after another, and take from time to time what there is of it; whole once its context is
    left. Its files have no moment of their own (all are of 1980), so that equal content is an equal zip."""

    def __init__(self) -> None:
        self._passed = _Passed()
        self._zip = zipfile.ZipFile(self._passed, "w", zipfile.ZIP_DEFLATED, compresslevel=1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def open(self, name: str) -> IO[bytes]:
        """A new file, which may have more than 2 GB; close it before the next is opened."""
        return self._zip.open(name, "w", force_zip64=True)

    def take(self) -> bytes:
        """What was written since the last time."""
        return self._passed.take()


class _Passed(io.RawIOBase):
    """Where the zip is written to, and taken from a part at a time."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        part = bytes(data)
        self._parts.append(part)
        return len(part)

    def take(self) -> bytes:
        parts, self._parts = self._parts, []
        return b"".join(parts)
