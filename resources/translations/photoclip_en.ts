<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
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
    <name>InfoPanel</name>
    <message numerus="yes">
        <source>%n photos are chosen</source>
        <translation>
            <numerusform>%n photo is chosen</numerusform>
            <numerusform>%n photos are chosen</numerusform>
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
