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
</TS>
