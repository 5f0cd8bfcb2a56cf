"""Bytes of a file wherever it is: on this machine, packed (.gz, .zst), or at an address that fsspec knows (s3://…)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from validator.errors import Place, Problem
from validator.source import SourceError
from validator.source.text import read_text

PACKED = (".gz", ".zst")
"""Endings of packed files; what is before them says what is in them."""

_BETWEEN = {ord(c): None for c in "+-."}


def is_address(path: str) -> bool:
    """Whether ``path`` is an address for fsspec (``s3://bucket/key``) and no path of this machine."""
    scheme, found, _ = path.partition("://")
    return bool(found) and scheme.translate(_BETWEEN).isalnum() and len(scheme) > 1


def bare_name(path: str) -> str:
    """``path`` without the ending of a packed file: ``drafts.jsonl.gz`` holds what ``drafts.jsonl`` does."""
    for ending in PACKED:
        if path.endswith(ending):
            return path.removesuffix(ending)
    return path


@contextmanager
def opened(file: str) -> Iterator[IO[bytes]]:
    """The bytes of ``file``, unpacked, as a stream. :raises SourceError: where they cannot be had, and why.

    What goes wrong while the stream is read is raised as :class:`SourceError` too.
    """
    try:
        with _raw(file) as raw, _unpacked(raw, file) as stream:
            yield stream
    except SourceError:
        raise
    except FileNotFoundError:
        raise _unread(file, "There is no such file.") from None
    except EOFError:
        raise _unread(file, "The packed file ends too early.", "Pack it again, or fetch it whole.") from None
    except (OSError, ValueError) as error:
        if bare_name(file) != file or is_address(file):
            what = f"This file cannot be read: {str(error) or type(error).__name__}."
            raise _unread(file, what, _MEND_PACKED if bare_name(file) != file else _MEND) from None
        read_text(file)  # which says why in words
        raise
    except Exception as error:
        if type(error).__module__.partition(".")[0] in {
            "zlib",
            "zstandard",
            "compression",
            "botocore",
            "aiohttp",
        }:
            raise _unread(file, f"This file cannot be read: {error}.", _MEND_PACKED) from None
        raise


_MEND = "Check the path and that you may read it."
_MEND_PACKED = "Check that it is packed as its name says: .gz by gzip, .zst by zstd."


def read_whole(file: str) -> bytes:
    """All bytes of ``file``, unpacked. :raises SourceError: as :func:`opened` does."""
    with opened(file) as stream:
        return stream.read()


def _raw(file: str) -> IO[bytes]:
    if not is_address(file):
        return Path(file).open("rb")
    return cast("IO[bytes]", filesystem(file).open(file, "rb"))


def filesystem(address: str) -> Any:
    """What fsspec reads ``address`` with. :raises SourceError: without fsspec, or for a scheme it does not know."""
    try:
        import fsspec
    except ImportError:
        what = "Addresses are read by fsspec, which is not installed."
        raise _unread(address, what, 'Install it: pip install "niw-validator[cluster]".') from None
    try:
        return fsspec.core.url_to_fs(address)[0]
    except (ImportError, ValueError) as error:
        raise _unread(
            address, f"{error}".rstrip(".") + ".", "Install what fsspec needs for it (s3fs, gcsfs …)."
        ) from None


def _unpacked(raw: IO[bytes], file: str) -> Any:
    if file.endswith(".gz"):
        import gzip

        return gzip.GzipFile(fileobj=raw)
    if file.endswith(".zst"):
        return _zstd(raw, file)
    return raw


def _zstd(raw: IO[bytes], file: str) -> Any:
    try:
        from compression import zstd  # type: ignore[import-not-found,unused-ignore]  # Python 3.14

        return zstd.ZstdFile(raw)
    except ImportError:
        pass
    try:
        import zstandard
    except ImportError:
        what = "Files packed by zstd are read by zstandard, which is not installed."
        raise _unread(
            file, what, 'Install it: pip install "niw-validator[zstd]". Or unpack the file.'
        ) from None
    return io.BufferedReader(zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True))


def _unread(file: str, what: str, mend: str = _MEND) -> SourceError:
    return SourceError((Problem(what=what, mend=mend, place=Place(file=file), code="unreadable"),))
