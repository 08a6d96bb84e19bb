<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>AlbumActions</name>
    <message numerus="yes">
        <source>%n photos are in “{album}” now</source>
        <translation>
            <numerusform>%n photo is in “{album}” now</numerusform>
            <numerusform>%n photos are in “{album}” now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>“{album}” and %n albums in it are deleted. The photos stay.</source>
        <translation>
            <numerusform>“{album}” and %n album in it are deleted. The photos stay.</numerusform>
            <numerusform>“{album}” and %n albums in it are deleted. The photos stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos added to “{album}”</source>
        <translation>
            <numerusform>%n photo added to “{album}”</numerusform>
            <numerusform>%n photos added to “{album}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos added to “{album}”, which learns from it</source>
        <translation>
            <numerusform>%n photo added to “{album}”, which learns from it</numerusform>
            <numerusform>%n photos added to “{album}”, which learns from it</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos removed from “{album}”</source>
        <translation>
            <numerusform>%n photo removed from “{album}”</numerusform>
            <numerusform>%n photos removed from “{album}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos do not belong in “{album}”, which learns from it</source>
        <translation>
            <numerusform>%n photo does not belong in “{album}”, which learns from it</numerusform>
            <numerusform>%n photos do not belong in “{album}”, which learns from it</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AlbumFiles</name>
    <message numerus="yes">
        <source>%n photos are in “{folder}”</source>
        <translation>
            <numerusform>%n photo is in “{folder}”</numerusform>
            <numerusform>%n photos are in “{folder}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos could not be reached</source>
        <translation>
            <numerusform>%n photo could not be reached</numerusform>
            <numerusform>%n photos could not be reached</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new albums</source>
        <translation>
            <numerusform>%n new album</numerusform>
            <numerusform>%n new albums</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n albums took what they lacked</source>
        <translation>
            <numerusform>%n album took what it lacked</numerusform>
            <numerusform>%n albums took what they lacked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos stay as you judged them here</source>
        <translation>
            <numerusform>%n photo stays as you judged it here</numerusform>
            <numerusform>%n photos stay as you judged them here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are not in this library</source>
        <translation>
            <numerusform>%n photo is not in this library</numerusform>
            <numerusform>%n photos are not in this library</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Arrivals</name>
    <message numerus="yes">
        <source>Show %n new photo(s)</source>
        <translation>
            <numerusform>Show %n new photo</numerusform>
            <numerusform>Show %n new photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExclusionsPart</name>
    <message numerus="yes">
        <source>%n photos would leave</source>
        <translation>
            <numerusform>%n photo would leave</numerusform>
            <numerusform>%n photos would leave</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportActions</name>
    <message numerus="yes">
        <source>%n copies made</source>
        <translation>
            <numerusform>%n copy made</numerusform>
            <numerusform>%n copies made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n copies</source>
        <translation>
            <numerusform>Stopped after %n copy</numerusform>
            <numerusform>Stopped after %n copies</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message numerus="yes">
        <source>Export %n copies</source>
        <translation>
            <numerusform>Export %n copy</numerusform>
            <numerusform>Export %n copies</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies made</source>
        <translation>
            <numerusform>%n copy made</numerusform>
            <numerusform>%n copies made</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos could not be copied</source>
        <translation>
            <numerusform>%n photo could not be copied</numerusform>
            <numerusform>%n photos could not be copied</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MarkActions</name>
    <message numerus="yes">
        <source>%n photos are favourites now</source>
        <translation>
            <numerusform>%n photo is a favourite now</numerusform>
            <numerusform>%n photos are favourites now</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are no favourites any more</source>
        <translation>
            <numerusform>%n photo is no favourite any more</numerusform>
            <numerusform>%n photos are no favourites any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos rated</source>
        <translation>
            <numerusform>%n photo rated</numerusform>
            <numerusform>%n photos rated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos turned</source>
        <translation>
            <numerusform>%n photo turned</numerusform>
            <numerusform>%n photos turned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OfferActions</name>
    <message numerus="yes">
        <source>%n photos got their marks</source>
        <translation>
            <numerusform>%n photo got its marks</numerusform>
            <numerusform>%n photos got their marks</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n offers dismissed</source>
        <translation>
            <numerusform>%n offer dismissed</numerusform>
            <numerusform>%n offers dismissed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OffersPage</name>
    <message numerus="yes">
        <source>%n offers</source>
        <translation>
            <numerusform>%n offer</numerusform>
            <numerusform>%n offers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more follow</source>
        <translation>
            <numerusform>%n more follows</numerusform>
            <numerusform>%n more follow</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoActions</name>
    <message numerus="yes">
        <source>%n photos copied</source>
        <translation>
            <numerusform>%n photo copied</numerusform>
            <numerusform>%n photos copied</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Choose at most %n photos to open them at once.</source>
        <translation>
            <numerusform>Choose at most %n photo to open at once.</numerusform>
            <numerusform>Choose at most %n photos to open them at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos cannot be reached: their drive is away or they were moved.</source>
        <translation>
            <numerusform>%n photo cannot be reached: its drive is away or it was moved.</numerusform>
            <numerusform>%n photos cannot be reached: their drive is away or they were moved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message numerus="yes">
        <source>%n photos</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n matches</source>
        <translation>
            <numerusform>%n match</numerusform>
            <numerusform>%n matches</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos, nearest first</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos, nearest first</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message numerus="yes">
        <source>%n files could not be read</source>
        <translation>
            <numerusform>%n file could not be read</numerusform>
            <numerusform>%n files could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewActions</name>
    <message numerus="yes">
        <source>%n photos belong in “{album}”</source>
        <translation>
            <numerusform>%n photo belongs in “{album}”</numerusform>
            <numerusform>%n photos belong in “{album}”</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos do not belong in “{album}”</source>
        <translation>
            <numerusform>%n photo does not belong in “{album}”</numerusform>
            <numerusform>%n photos do not belong in “{album}”</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SearchNotes</name>
    <message numerus="yes">
        <source>Searches read only the first %n words of so long a text.</source>
        <translation>
            <numerusform>Searches read only the first %n word of so long a text.</numerusform>
            <numerusform>Searches read only the first %n words of so long a text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionPage</name>
    <message numerus="yes">
        <source>%n photos are chosen</source>
        <translation>
            <numerusform>%n photo is chosen</numerusform>
            <numerusform>%n photos are chosen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message numerus="yes">
        <source>%n files are tried again</source>
        <translation>
            <numerusform>%n file is tried again</numerusform>
            <numerusform>%n files are tried again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SidecarsPage</name>
    <message numerus="yes">
        <source>%n sidecars were written.</source>
        <translation>
            <numerusform>%n sidecar was written.</numerusform>
            <numerusform>%n sidecars were written.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos got other tags or ratings.</source>
        <translation>
            <numerusform>%n photo got other tags or ratings.</numerusform>
            <numerusform>%n photos got other tags or ratings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos are away with their drive.</source>
        <translation>
            <numerusform>%n photo is away with its drive.</numerusform>
            <numerusform>%n photos are away with their drive.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sidecars are known.</source>
        <translation>
            <numerusform>%n sidecar is known.</numerusform>
            <numerusform>%n sidecars are known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more could not be read or written.</source>
        <translation>
            <numerusform>%n more could not be read or written.</numerusform>
            <numerusform>%n more could not be read or written.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagActions</name>
    <message numerus="yes">
        <source>They have the tag “{name}” already</source>
        <translation>
            <numerusform>It has the tag “{name}” already</numerusform>
            <numerusform>They have the tag “{name}” already</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” added to %n photos</source>
        <translation>
            <numerusform>Tag “{name}” added to %n photo</numerusform>
            <numerusform>Tag “{name}” added to %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” confirmed for %n photos</source>
        <translation>
            <numerusform>Tag “{name}” confirmed for %n photo</numerusform>
            <numerusform>Tag “{name}” confirmed for %n photos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tag “{name}” taken from %n photos</source>
        <translation>
            <numerusform>Tag “{name}” taken from %n photo</numerusform>
            <numerusform>Tag “{name}” taken from %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagAgain</name>
    <message numerus="yes">
        <source>%n photos tagged in {seconds} s</source>
        <translation>
            <numerusform>%n photo tagged in {seconds} s</numerusform>
            <numerusform>%n photos tagged in {seconds} s</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n tags</source>
        <translation>
            <numerusform>%n tag</numerusform>
            <numerusform>%n tags</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagBox</name>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>%n more</numerusform>
            <numerusform>%n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagPill</name>
    <message numerus="yes">
        <source>Give it to all %n chosen photos</source>
        <translation>
            <numerusform>Give it to the %n chosen photo</numerusform>
            <numerusform>Give it to all %n chosen photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagPopover</name>
    <message numerus="yes">
        <source>Tags of %n photos</source>
        <translation>
            <numerusform>Tags of %n photo</numerusform>
            <numerusform>Tags of %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskLine</name>
    <message numerus="yes">
        <source>%n skipped</source>
        <translation>
            <numerusform>%n skipped</numerusform>
            <numerusform>%n skipped</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashActions</name>
    <message numerus="yes">
        <source>%n photos stay: their drive is away.</source>
        <translation>
            <numerusform>%n photo stays: its drive is away.</numerusform>
            <numerusform>%n photos stay: their drive is away.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photos moved to Trash</source>
        <translation>
            <numerusform>%n photo moved to Trash</numerusform>
            <numerusform>%n photos moved to Trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n files could not be moved</source>
        <translation>
            <numerusform>%n file could not be moved</numerusform>
            <numerusform>%n files could not be moved</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrashDialog</name>
    <message numerus="yes">
        <source>Move %n photos to Trash?</source>
        <translation>
            <numerusform>Move %n photo to Trash?</numerusform>
            <numerusform>Move %n photos to Trash?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more photos stay where they are: their drive is away.</source>
        <translation>
            <numerusform>%n more photo stays where it is: its drive is away.</numerusform>
            <numerusform>%n more photos stay where they are: their drive is away.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Move %n photos to Trash</source>
        <translation>
            <numerusform>Move %n photo to Trash</numerusform>
            <numerusform>Move %n photos to Trash</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n copies of them, in other files, go too:</source>
        <translation>
            <numerusform>%n copy of them, in another file, goes too:</numerusform>
            <numerusform>%n copies of them, in other files, go too:</numerusform>
        </translation>
    </message>
</context>
</TS>
