"""Settings as data with a type and a default, in one place."""

from __future__ import annotations

from dataclasses import dataclass

STARTER_MODEL = "starter"
DEVICES = ("auto", "cpu", "cuda", "mps")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a start of the program decides, for as long as it runs.

    model: key in the model registry; device: one of DEVICES; "" for either: as the person
    prefers for this library. thumbnail_edge: longest edge of a thumbnail in pixels.
    decode_memory_mb: what the decoding of one picture may take, in MiB; a picture that needs more
    is read reduced where its format can be, or refused.
    """

    model: str = ""
    device: str = ""
    thumbnail_edge: int = 512
    decode_memory_mb: int = 1024
    backups_kept: int = 2


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a person chose for one library; kept in its catalog, so that it travels with it.

    model: key in the model registry, or "folder:PATH". device: one of DEVICES.
    excluded: patterns (fnmatch, matched against each path part) that are not looked at,
    beside what ingest/exclusions.py leaves out for everybody.
    looks_into_hidden: take in hidden folders and files too.
    slows_on_battery, slows_when_busy: when indexing gives way.
    writes_sidecars, reads_sidecars: follow changes here, and changes in sidecars, by themselves.
    sidecar_tags, sidecar_model_tags, sidecar_ratings, sidecar_albums: what sidecars hold; tags of
    the model only with those of the person. sidecar_adobe_names: make ``photo.xmp``.
    """

    model: str = STARTER_MODEL
    device: str = "auto"
    excluded: tuple[str, ...] = ("*.photoslibrary", "node_modules")
    looks_into_hidden: bool = False
    slows_on_battery: bool = True
    slows_when_busy: bool = True
    writes_sidecars: bool = False
    reads_sidecars: bool = False
    sidecar_tags: bool = True
    sidecar_model_tags: bool = False
    sidecar_ratings: bool = True
    sidecar_albums: bool = True
    sidecar_adobe_names: bool = False
