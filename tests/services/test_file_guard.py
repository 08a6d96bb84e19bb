"""No step is done to a file that holds another picture than the one that is meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from scenery import OpenLibrary, Paint

from photoclip.app.library import Library
from photoclip.core.albums import AlbumKind
from photoclip.core.errors import TrashError
from photoclip.core.files import ExportSettings
from photoclip.core.models import IndexReport
from photoclip.services.identity.file_guard import FileGuard


def replaced(path: Path, picture: bytes) -> None:
    """Another program puts another picture there, of the same size and time."""
    status = path.stat()
    assert len(picture) == status.st_size
    beside = path.with_name("beside.tmp")
    beside.write_bytes(picture)
    os.utime(beside, ns=(status.st_atime_ns, status.st_mtime_ns))
    os.replace(beside, path)


@pytest.fixture
def swapped(library: Library, photos: Path, paint: Paint) -> tuple[int, Path]:
    """A photo in whose place another picture lies now: its id, and the path."""
    path = paint("a.bmp", (200, 0, 0), kind="BMP")
    other = paint("b.bmp", (0, 200, 0), kind="BMP")
    library.index(photos)
    photo_id = library._catalog.photos.at_path(path)
    assert photo_id is not None
    replaced(path, other.read_bytes())
    return photo_id, path


def test_the_trash_does_not_take_another_picture(
    library: Library, swapped: tuple[int, Path]
) -> None:
    photo_id, path = swapped
    plan = library.trash.plan([photo_id])

    with pytest.raises(TrashError, match=r"a\.bmp: .*not the one"):
        library.trash.move(plan)

    assert path.exists()
    assert library._catalog.photos.at_path(path) == photo_id
    library.index()
    assert library._catalog.photos.at_path(path) != photo_id, "it was looked at again"


def test_a_file_that_waits_to_be_read_does_not_go_to_the_trash_as_what_it_was(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("a.bmp", (200, 0, 0), kind="BMP")
    library.index(photos)
    photo_id = library._catalog.photos.at_path(path)
    assert photo_id is not None
    paint("a.bmp", (0, 0, 200), kind="BMP")
    (folder,) = library.folders()
    for _ in library._indexing._scans.steps(folder, IndexReport()):
        pass

    with pytest.raises(TrashError, match="not the one"):
        library.trash.move(library.trash.plan([photo_id]))

    assert path.exists()


def test_an_export_does_not_copy_another_picture(
    library: Library, swapped: tuple[int, Path], tmp_path: Path
) -> None:
    photo_id, path = swapped
    target = tmp_path / "out"
    target.mkdir()

    report = library.exports.run([photo_id], ExportSettings(str(target)))

    ((place, said),) = [(one.path, one.message) for one in report.failures]
    assert place == str(path)
    assert path.name not in said, "the list names it already"
    assert list(target.iterdir()) == []


def test_a_shared_album_does_not_hold_another_picture(
    library: Library, swapped: tuple[int, Path], photos: Path, tmp_path: Path
) -> None:
    photo_id, path = swapped
    other = library._catalog.photos.at_path(photos / "b.bmp")
    assert other is not None
    album = library.albums.create("Best", AlbumKind.MANUAL)
    library.albums.add(album.id, [photo_id, other])
    target = tmp_path / "out"
    target.mkdir()

    shared = library.album_desk.sharing.share(album.id, target)

    assert (shared.written, shared.missing) == (1, (str(path),))
    assert [one.name for one in shared.path.iterdir()] == ["b.bmp"]


def test_a_sidecar_is_not_written_for_another_picture(
    library: Library, swapped: tuple[int, Path]
) -> None:
    photo_id, path = swapped
    library.marks.set_rating([photo_id], 4)

    report = library.sidecars.write([photo_id])

    assert not path.with_name("a.bmp.xmp").exists()
    ((place, said),) = [(one.path, one.message) for one in report.failures]
    assert place == str(path) + ".xmp"
    assert path.name not in said, "the list names it already"


def test_a_file_that_was_only_touched_is_let_through(
    library: Library, photos: Path, paint: Paint
) -> None:
    path = paint("a.png")
    library.index(photos)
    photo_id = library._catalog.photos.at_path(path)
    assert photo_id is not None
    path.chmod(0o600)
    os.utime(path)

    (file,) = library._catalog.photo_files.of([photo_id])[photo_id]

    assert FileGuard(library._catalog).refusal(file) is None


def test_what_cannot_be_read_any_more_is_refused(
    open_library: OpenLibrary, photos: Path, paint: Paint
) -> None:
    library = open_library()
    path = paint("a.png")
    library.index(photos)
    photo_id = library._catalog.photos.at_path(path)
    assert photo_id is not None
    path.unlink()
    path.mkdir()

    (file,) = library._catalog.photo_files.of([photo_id])[photo_id]

    assert FileGuard(library._catalog).refusal(file) is not None
