"""Names of albums to be taught, and words that captions say of their pictures."""

from __future__ import annotations

HARD = {
    "guitar": ("my guitar things", "music"),
    "dog": ("Rex", "the pet"),
    "bathroom": ("places where we wash",),
    "elephant": ("stuff from the zoo",),
    "bedroom": ("grandma's rooms",),
    "kitchen": ("food",),
    "rain": ("bad days",),
    "sunrise": ("nice mornings",),
    "shine": ("summer trip",),
    "cloudy": ("something else",),
    "person": ("people I know",),
    "house": ("buildings", "photos"),
    "giraffe": ("animals with long necks",),
    "horse": ("farm",),
}
"""Names that people might give to an album of a label, and that say little or too much."""

KIND = {
    "person": "man men woman women boy girl people child children kid lady guy baby player crowd "
    "rider worker skier climber",
    "house": "home building cottage barn",
    "cloudy": "cloud sky overcast",
    "rain": "rainy umbrella wet",
    "shine": "sun sunny sunshine sky",
    "sunrise": "sunset dusk dawn silhouette sun",
    "dog": "puppy",
    "bathroom": "tub bath",
    "bedroom": "bed",
}
"""Words that make a caption's picture one that might as well bear the label."""

WORDS = {
    "man": "men",
    "dog": "dogs puppy",
    "boy": "boys",
    "woman": "women lady",
    "girl": "girls",
    "water": "",
    "people": "",
    "child": "children kid kids",
    "snow": "snowy",
    "ball": "balls",
    "grass": "grassy",
    "bicycle": "bicycles bike bikes biker bicyclist",
    "crowd": "",
    "field": "",
    "street": "",
    "tennis": "",
    "mountain": "mountains",
    "swimming": "swim swims",
    "climbing": "climb climbs",
    "hat": "hats",
    "jumping": "jump jumps leaps leaping",
    "running": "run runs",
    "playing": "play plays",
    "sitting": "sit sits",
}
"""Labels with soft edges: words that some captions of a picture say and others leave out."""
