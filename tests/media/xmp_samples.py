"""Sidecars in the layouts of other programs, written by hand after the XMP specification."""

from __future__ import annotations

DIGIKAM = """<?xml version="1.0" encoding="UTF-8"?>
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
   digiKam:ColorLabel="0"
   digiKam:PickLabel="0"
   xmp:Rating="3"
   MicrosoftPhoto:Rating="50">
   <digiKam:TagsList>
    <rdf:Seq>
     <rdf:li>Animals/Dog</rdf:li>
     <rdf:li>Holiday</rdf:li>
    </rdf:Seq>
   </digiKam:TagsList>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Animals|Dog</rdf:li>
     <rdf:li>Holiday</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Dog</rdf:li>
     <rdf:li>Holiday</rdf:li>
    </rdf:Bag>
   </dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000 1.000000">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:CreatorTool="Adobe Photoshop Lightroom Classic"
   xmp:Rating="4"
   xmpMM:DocumentID="xmp.did:5f1d"
   xmpMM:InstanceID="xmp.iid:77aa"
   crs:Exposure2012="+0.35">
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li
      stEvt:action="saved"
      stEvt:instanceID="xmp.iid:77aa"
      stEvt:changed="/metadata"/>
    </rdf:Seq>
   </xmpMM:History>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>Dog</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
     <rdf:li>255, 255</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

ODD = """<!-- kept --><a:xmpmeta xmlns:a="adobe:ns:meta/">
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
\t<r:Description r:about='uuid:1 "x"' xmlns:who='urn:someone' who:Rating='9'
\t\twho:subject="not ours"/>
\t<r:Description r:about='uuid:1 "x"' xmlns:subj='http://purl.org/dc/elements/1.1/'
\t\txmlns:dc='urn:someone'>
\t\t<dc:subject>not ours</dc:subject><?note kept?>
\t\t<subj:subject><r:Bag><!-- in the bag --><r:li>sea</r:li><r:li>a &amp; b</r:li></r:Bag
></subj:subject>
\t\t<dc:Inner><r:Description><subj:subject><r:Bag><r:li>sea</r:li></r:Bag></subj:subject
></r:Description></dc:Inner>
\t\t<dc:Raw><![CDATA[<r:li>sea</r:li>]]></dc:Raw>
\t</r:Description>
\t<r:Description r:about='uuid:1 "x"' xmlns:xap="http://ns.adobe.com/xap/1.0/">
\t\t<xap:Rating>2</xap:Rating>
\t</r:Description>
</r:RDF>
</a:xmpmeta>
"""
"""Prefixes bound to other names, single quotation marks, what looks like ours and is not."""

ALL = {"digikam": DIGIKAM, "lightroom": LIGHTROOM, "odd": ODD}
