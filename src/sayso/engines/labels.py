"""The closed label sets of the encoder's heads, in the order of their columns."""

ATTRIBUTION = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

TAGS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X",
)  # fmt: skip

RELATIONS = (
    "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "clf", "compound", "conj", "cop", "csubj", "dep",
    "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod",
    "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
)  # fmt: skip

KINDS = (
    "O", "person", "organization", "place", "time", "event", "object", "abstract", "animal", "plant", "substance",
)  # fmt: skip

NAMES = ("O", *(f"{edge}-{kind}" for kind in ("person", "organization", "place", "event", "other") for edge in "BI"))

POLARITIES = ("affirmed", "negated")
MODALITIES = ("actual", "possible", "planned", "demanded", "conditional", "opinion")
VOICES = ("direct", "indirect", "mixed", "narration")
STANCES = ("neutral", "endorsing", "distancing")
HEDGED = ("plain", "hedged")
DEPTHS = (0, 1, 2, 3)
TYPES = (
    "attack", "strike", "clash", "advance", "seize_place", "withdraw", "repel", "capture_person", "release_person", "kill",
    "injure", "execute", "interrogate", "identify", "testify", "displace", "aid", "supply", "deploy", "train", "sanction",
    "evade_sanction", "meet", "talk", "agree", "demand", "offer", "reject", "accuse", "threaten", "assess", "publish", "damage",
    "destroy", "shoot_down", "vessel_incident", "vessel_detain", "arrest", "protest", "other",
)  # fmt: skip
EVIDENCE = ("video", "photo", "document", "satellite", "geolocation", "testimony", "sensor", "record", "audio")
RESPONSES = ("none", "confirms", "denies", "disputes", "updates")
