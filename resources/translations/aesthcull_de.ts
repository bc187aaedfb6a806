<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Adoption</name>
    <message>
        <source>Use it all the same</source>
        <translation>Trotzdem verwenden</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>Cancelled. The model in use and the scores are as they were.</source>
        <translation>Abgebrochen. Das Modell in Gebrauch und die Wertungen sind wie zuvor.</translation>
    </message>
    <message>
        <source>{0} is in use. Scan your shoots again: every frame is looked at anew.</source>
        <translation>{0} ist in Gebrauch. Lesen Sie Ihre Shootings neu ein: Jedes Bild wird noch einmal angesehen.</translation>
    </message>
    <message>
        <source>{0} is in use: {1} frames were judged anew at once.</source>
        <translation>{0} ist in Gebrauch: {1} Bilder wurden sofort neu bewertet.</translation>
    </message>
    <message>
        <source>{0} is in use: {1} frames were judged anew in {2} s.</source>
        <translation>{0} ist in Gebrauch: {1} Bilder wurden in {2} s neu bewertet.</translation>
    </message>
</context>
<context>
    <name>AgencyBox</name>
    <message>
        <source>Agency</source>
        <translation>Agentur</translation>
    </message>
</context>
<context>
    <name>AssetDetail</name>
    <message>
        <source>the first {0}</source>
        <translation>die ersten {0}</translation>
    </message>
    <message>
        <source>Frames of this name: {0}</source>
        <translation>Bilder dieses Namens: {0}</translation>
    </message>
    <message>
        <source>Matched: {0}</source>
        <translation>Zugeordnet: {0}</translation>
    </message>
    <message>
        <source>You said that it shows no frame.</source>
        <translation>Sie haben gesagt, dass es kein Bild zeigt.</translation>
    </message>
    <message>
        <source>No frame was found: search for it, or match by picture.</source>
        <translation>Kein Bild gefunden: Suchen Sie es, oder ordnen Sie nach dem Aussehen zu.</translation>
    </message>
</context>
<context>
    <name>AssetTasks</name>
    <message>
        <source>{0} assets written to {1}</source>
        <translation>{0} Assets in {1} geschrieben</translation>
    </message>
    <message>
        <source>{0} recognised</source>
        <translation>{0} erkannt</translation>
    </message>
    <message>
        <source>{0} ambiguous</source>
        <translation>{0} mehrdeutig</translation>
    </message>
    <message>
        <source>{0} show no frame of the catalogue</source>
        <translation>{0} zeigen kein Bild des Katalogs</translation>
    </message>
    <message>
        <source>{0} contradict their name</source>
        <translation>{0} widersprechen ihrem Namen</translation>
    </message>
    <message>
        <source>{0} new assets on sale</source>
        <translation>{0} neue Assets im Verkauf</translation>
    </message>
    <message>
        <source>{0} are no asset&apos;s: name the agency if they are on sale</source>
        <translation>{0} gehören zu keinem Asset: Nennen Sie die Agentur, wenn sie im Verkauf sind</translation>
    </message>
    <message>
        <source>{0} could not be read</source>
        <translation>{0} nicht lesbar</translation>
    </message>
    <message>
        <source>{0} pictures: {1}</source>
        <translation>{0} Bilder: {1}</translation>
    </message>
</context>
<context>
    <name>AssetsModel</name>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agentur</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>nicht gefunden</translation>
    </message>
    <message>
        <source>shows no frame</source>
        <translation>zeigt kein Bild</translation>
    </message>
    <message>
        <source>to decide</source>
        <translation>zu entscheiden</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>zugeordnet</translation>
    </message>
</context>
<context>
    <name>AssetsTable</name>
    <message>
        <source>Assets</source>
        <translation>Assets</translation>
    </message>
</context>
<context>
    <name>Candidates</name>
    <message>
        <source>same name</source>
        <translation>gleicher Name</translation>
    </message>
    <message>
        <source>same name, another ending</source>
        <translation>gleicher Name, andere Endung</translation>
    </message>
    <message>
        <source>name of an edited copy</source>
        <translation>Name einer bearbeiteten Kopie</translation>
    </message>
    <message>
        <source>by its title</source>
        <translation>nach dem Titel</translation>
    </message>
    <message>
        <source>by its picture</source>
        <translation>nach dem Aussehen</translation>
    </message>
    <message>
        <source>by you</source>
        <translation>von Ihnen</translation>
    </message>
    <message>
        <source>file is gone</source>
        <translation>Datei ist weg</translation>
    </message>
    <message>
        <source>{0} like another of these</source>
        <translation>{0} wie ein anderes hiervon</translation>
    </message>
    <message>
        <source>{0} like the upload</source>
        <translation>{0} wie das hochgeladene</translation>
    </message>
</context>
<context>
    <name>CandidatesList</name>
    <message>
        <source>Frames that it may show</source>
        <translation>Bilder, die es zeigen kann</translation>
    </message>
    <message>
        <source>as uploaded</source>
        <translation>wie hochgeladen</translation>
    </message>
</context>
<context>
    <name>Caption</name>
    <message>
        <source>⚑ pick</source>
        <translation>⚑ ausgewählt</translation>
    </message>
    <message>
        <source>✕ reject</source>
        <translation>✕ abgelehnt</translation>
    </message>
</context>
<context>
    <name>CardView</name>
    <message>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
</context>
<context>
    <name>CategoryChoice</name>
    <message>
        <source>Category of frames without one</source>
        <translation>Kategorie der Bilder ohne eine</translation>
    </message>
    <message>
        <source>Suggest by keywords</source>
        <translation>Nach Stichwörtern vorschlagen</translation>
    </message>
    <message>
        <source>Leave empty</source>
        <translation>Leer lassen</translation>
    </message>
</context>
<context>
    <name>CheckList</name>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
</context>
<context>
    <name>Chips</name>
    <message>
        <source>Clear all</source>
        <translation>Alle entfernen</translation>
    </message>
</context>
<context>
    <name>Clocks</name>
    <message>
        <source>unknown camera</source>
        <translation>Kamera unbekannt</translation>
    </message>
    <message>
        <source>{0} of {1} similar moments put this clock {2} from that of {3} (± {4} s), for example {5} and {6}.</source>
        <translation>Nach {0} von {1} ähnlichen Momenten weicht diese Uhr um {2} von der von {3} ab (± {4} s), zum Beispiel {5} und {6}.</translation>
    </message>
    <message>
        <source>The frames have different time zones and are sorted by UTC; a frame without one is taken to be in that of the nearest frame that has one.</source>
        <translation>Die Bilder haben verschiedene Zeitzonen und sind nach UTC sortiert; für ein Bild ohne Zeitzone gilt die des nächsten Bildes, das eine hat.</translation>
    </message>
    <message>
        <source>The frames have different time zones and are sorted by UTC.</source>
        <translation>Die Bilder haben verschiedene Zeitzonen und sind nach UTC sortiert.</translation>
    </message>
</context>
<context>
    <name>ClocksDialog</name>
    <message>
        <source>Camera clocks</source>
        <translation>Kamera-Uhren</translation>
    </message>
    <message>
        <source>&amp;Apply</source>
        <translation>&amp;Anwenden</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading the clocks…</source>
        <translation>Uhren werden gelesen…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>First</source>
        <translation>Erstes</translation>
    </message>
    <message>
        <source>Last</source>
        <translation>Letztes</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Adjusted by</source>
        <translation>Korrektur</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
    <message>
        <source>Adjusting the clock…</source>
        <translation>Uhr wird angepasst…</translation>
    </message>
    <message>
        <source>Choose two frames of the same moment on the time line (← → along a camera, ↑ ↓ to the other one) and press Return.</source>
        <translation>Wählen Sie auf der Zeitleiste zwei Bilder desselben Moments (← → entlang einer Kamera, ↑ ↓ zur anderen) und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Clock of {0}: {1}</source>
        <translation>Uhr von {0}: {1}</translation>
    </message>
    <message>
        <source>This shoot has no frames.</source>
        <translation>Dieses Shooting hat keine Bilder.</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gesichert: {0}</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
</context>
<context>
    <name>ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>That was the last challenger.</source>
        <translation>Das war der letzte Herausforderer.</translation>
    </message>
    <message>
        <source>That was the first challenger.</source>
        <translation>Das war der erste Herausforderer.</translation>
    </message>
    <message>
        <source>The champion has met every challenger.</source>
        <translation>Der Champion hat gegen alle Herausforderer gestanden.</translation>
    </message>
    <message>
        <source>A frame that was compared is no longer in the folder.</source>
        <translation>Ein verglichenes Bild ist nicht mehr im Ordner.</translation>
    </message>
    <message>
        <source>All of these frames are rejected.</source>
        <translation>Alle diese Bilder sind abgelehnt.</translation>
    </message>
    <message>
        <source>Champion</source>
        <translation>Champion</translation>
    </message>
    <message>
        <source>Challenger {0} of {1}</source>
        <translation>Herausforderer {0} von {1}</translation>
    </message>
    <message>
        <source>There is no other frame to compare with.</source>
        <translation>Es gibt kein anderes Bild zum Vergleichen.</translation>
    </message>
    <message>
        <source>No challenger is left:
all the other frames are rejected.</source>
        <translation>Kein Herausforderer ist übrig:
Alle anderen Bilder sind abgelehnt.</translation>
    </message>
</context>
<context>
    <name>ComparingDesk</name>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>the first {0} of {1} selected frames</source>
        <translation>die ersten {0} von {1} gewählten Bildern</translation>
    </message>
    <message>
        <source>Keep {0} of {1} frames</source>
        <translation>{0} von {1} Bildern behalten</translation>
    </message>
    <message>
        <source>{0} picked, {1} rejected</source>
        <translation>{0} ausgewählt, {1} abgelehnt</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>&amp;Use suggestion</source>
        <translation>&amp;Vorschlag übernehmen</translation>
    </message>
    <message>
        <source>&amp;Same moment</source>
        <translation>&amp;Gleicher Moment</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>Adjust by</source>
        <translation>Korrigieren um</translation>
    </message>
</context>
<context>
    <name>ConflictsDialog</name>
    <message>
        <source>Changed here and in a file</source>
        <translation>Hier und in einer Datei geändert</translation>
    </message>
    <message>
        <source>For &amp;all frames</source>
        <translation>Für &amp;alle Bilder</translation>
    </message>
    <message>
        <source>Keep &amp;mine</source>
        <translation>&amp;Meine behalten</translation>
    </message>
    <message>
        <source>Take the &amp;file&apos;s</source>
        <translation>Die der &amp;Datei nehmen</translation>
    </message>
    <message>
        <source>No conflicts: every change was made on one side only.</source>
        <translation>Keine Konflikte: Jede Änderung geschah nur auf einer Seite.</translation>
    </message>
    <message>
        <source>The marks of these frames were changed here, and in their sidecar or picture by another program. Select frames and choose which side to keep. If you keep yours, the file is updated when it is next written; if you take the file&apos;s, you can undo it. If your answer is always the same, choose it in the sidecar settings.</source>
        <translation>Die Markierungen dieser Bilder wurden hier geändert und von einem anderen Programm in ihrer Begleitdatei oder im Bild. Wählen Sie Bilder und welche Seite bleiben soll. Behalten Sie Ihre, folgt die Datei beim nächsten Schreiben; nehmen Sie die der Datei, lässt es sich rückgängig machen. Ist Ihre Antwort immer dieselbe, wählen Sie sie in den Einstellungen der Begleitdateien.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What differs</source>
        <translation>Was sich unterscheidet</translation>
    </message>
</context>
<context>
    <name>ConflictsModel</name>
    <message>
        <source>Frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Hier</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>In der Datei</translation>
    </message>
</context>
<context>
    <name>ContactSheet</name>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Frames {0}–{1} of {2}</source>
        <translation>Bilder {0}–{1} von {2}</translation>
    </message>
    <message>
        <source>No frames</source>
        <translation>Keine Bilder</translation>
    </message>
    <message>
        <source>Page {0} of {1}</source>
        <translation>Seite {0} von {1}</translation>
    </message>
</context>
<context>
    <name>CountingLine</name>
    <message>
        <source>type part of it, or ↓ for the list</source>
        <translation>einen Teil tippen, oder ↓ für die Liste</translation>
    </message>
</context>
<context>
    <name>Curves</name>
    <message>
        <source>Loss</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Repeat</source>
        <translation>Wiederholung</translation>
    </message>
    <message>
        <source>Epoch</source>
        <translation>Epoche</translation>
    </message>
</context>
<context>
    <name>DeliverDialog</name>
    <message>
        <source>Deliver</source>
        <translation>Ausliefern</translation>
    </message>
    <message>
        <source>&amp;Deliver</source>
        <translation>&amp;Ausliefern</translation>
    </message>
    <message>
        <source>No frames to deliver.</source>
        <translation>Keine Bilder zum Ausliefern.</translation>
    </message>
    <message>
        <source>Choose a destination folder.</source>
        <translation>Wählen Sie einen Zielordner.</translation>
    </message>
</context>
<context>
    <name>DeliverForm</name>
    <message>
        <source>Picks: {0:,}</source>
        <translation>Ausgewählte: {0:,}</translation>
    </message>
    <message>
        <source>Shown in the grid: {0:,}</source>
        <translation>Im Raster gezeigte: {0:,}</translation>
    </message>
    <message>
        <source>Selected: {0:,}</source>
        <translation>Markierte: {0:,}</translation>
    </message>
    <message>
        <source>Rejects: {0:,}</source>
        <translation>Abgelehnte: {0:,}</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Second copy</source>
        <translation>Zweite Kopie</translation>
    </message>
    <message>
        <source>All in one folder, without sub-folders</source>
        <translation>Alles in einen Ordner, ohne Unterordner</translation>
    </message>
    <message>
        <source>Existing files</source>
        <translation>Vorhandene Dateien</translation>
    </message>
    <message>
        <source>Start number</source>
        <translation>Startnummer</translation>
    </message>
    <message>
        <source>The template makes the folders</source>
        <translation>Die Vorlage bestimmt die Ordner</translation>
    </message>
    <message>
        <source>This folder is inside the shoot: the copies will become frames of it.</source>
        <translation>Der Ordner liegt in diesem Shooting: Die Kopien werden Bilder davon.</translation>
    </message>
    <message>
        <source>The originals are not touched; every copy is verified by checksum.</source>
        <translation>Die Originale bleiben unberührt; jede Kopie wird an ihrer Prüfsumme geprüft.</translation>
    </message>
    <message>
        <source>The originals are moved out of the shoot; “Deliveries…” can undo it.</source>
        <translation>Die Originale werden aus dem Shooting verschoben; „Auslieferungen…“ kann es rückgängig machen.</translation>
    </message>
    <message>
        <source>A second name for the same file, on the same disk: a change to one changes both.</source>
        <translation>Ein zweiter Name für dieselbe Datei, auf demselben Datenträger: Wer eine ändert, ändert beide.</translation>
    </message>
    <message>
        <source>The originals are moved out of the shoot; they can be restored until the trash is emptied.</source>
        <translation>Die Originale werden aus dem Shooting verschoben; sie lassen sich zurückholen, bis der Papierkorb geleert wird.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
</context>
<context>
    <name>Delivery</name>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Move to the system&apos;s trash</source>
        <translation>In den Papierkorb des Systems</translation>
    </message>
    <message>
        <source>1, 2, 3 …; {sequence:04}: 0001</source>
        <translation>1, 2, 3 …; {sequence:04}: 0001</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>kopiert</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>verschoben</translation>
    </message>
    <message>
        <source>linked</source>
        <translation>verlinkt</translation>
    </message>
    <message>
        <source>to the trash</source>
        <translation>in den Papierkorb</translation>
    </message>
    <message>
        <source>Hard link (takes no extra space)</source>
        <translation>Harter Link (braucht keinen Platz)</translation>
    </message>
    <message>
        <source>Skip identical files, number others</source>
        <translation>Gleiche überspringen, andere nummerieren</translation>
    </message>
    <message>
        <source>Add a number</source>
        <translation>Nummer anhängen</translation>
    </message>
    <message>
        <source>Skip the frame</source>
        <translation>Bild überspringen</translation>
    </message>
    <message>
        <source>original file name</source>
        <translation>ursprünglicher Dateiname</translation>
    </message>
    <message>
        <source>capture date: {date:%Y} year, %m month, %d day</source>
        <translation>Aufnahmedatum: {date:%Y} Jahr, %m Monat, %d Tag</translation>
    </message>
    <message>
        <source>capture time: {time:%H} hour, %M minute, %S second</source>
        <translation>Aufnahmezeit: {time:%H} Stunde, %M Minute, %S Sekunde</translation>
    </message>
    <message>
        <source>camera make and model</source>
        <translation>Hersteller und Modell der Kamera</translation>
    </message>
    <message>
        <source>lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>rating, 0 to 5</source>
        <translation>Sterne, 0 bis 5</translation>
    </message>
    <message>
        <source>flag: pick, reject or empty</source>
        <translation>Markierung: pick, reject oder leer</translation>
    </message>
    <message>
        <source>label: a colour or empty</source>
        <translation>Farbe (englisch) oder leer</translation>
    </message>
    <message>
        <source>title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>folder of the frame</source>
        <translation>Ordner des Bildes</translation>
    </message>
    <message>
        <source>folder of the shoot</source>
        <translation>Ordner des Shootings</translation>
    </message>
    <message>
        <source>from a card</source>
        <translation>von einer Karte</translation>
    </message>
    <message>
        <source>{0:,} of {1:,} files</source>
        <translation>{0:,} von {1:,} Dateien</translation>
    </message>
    <message>
        <source>partly undone</source>
        <translation>teilweise rückgängig gemacht</translation>
    </message>
    <message>
        <source>undone</source>
        <translation>rückgängig gemacht</translation>
    </message>
    <message>
        <source>interrupted: {0}</source>
        <translation>unterbrochen: {0}</translation>
    </message>
    <message>
        <source>{0} already there</source>
        <translation>{0} schon da</translation>
    </message>
    <message>
        <source>not enough space on {2}: {0} free, {1} needed</source>
        <translation>zu wenig Platz auf {2}: {0} frei, {1} nötig</translation>
    </message>
    <message>
        <source>Undone: {0}, {1}</source>
        <translation>Rückgängig gemacht: {0}, {1}</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>, {0:,} failed</source>
        <translation>, {0:,} fehlgeschlagen</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{0:,} frames</source>
        <translation>{0:,} Bilder</translation>
    </message>
    <message>
        <source>1 file</source>
        <translation>1 Datei</translation>
    </message>
    <message>
        <source>{0:,} files</source>
        <translation>{0:,} Dateien</translation>
    </message>
    <message>
        <source>{0} cannot be delivered</source>
        <translation>{0} nicht lieferbar</translation>
    </message>
    <message>
        <source>{0} free on {2}</source>
        <translation>{0} frei auf {2}</translation>
    </message>
    <message>
        <source>Copied and verified: {0}, {1}, {2}</source>
        <translation>Kopiert und geprüft: {0}, {1}, {2}</translation>
    </message>
    <message>
        <source>Moved: {0}, {1}, {2}</source>
        <translation>Verschoben: {0}, {1}, {2}</translation>
    </message>
    <message>
        <source>Linked: {0}, {1}</source>
        <translation>Verlinkt: {0}, {1}</translation>
    </message>
    <message>
        <source>In the trash: {0}, {1}, {2}</source>
        <translation>Im Papierkorb: {0}, {1}, {2}</translation>
    </message>
    <message>
        <source>Copied from the card and verified: {0}, {1}, {2}</source>
        <translation>Von der Karte kopiert und geprüft: {0}, {1}, {2}</translation>
    </message>
    <message>
        <source>left alone: {0}</source>
        <translation>unverändert gelassen: {0}</translation>
    </message>
</context>
<context>
    <name>DeliveryDesk</name>
    <message>
        <source>A delivery to {0} was interrupted: {1:,} of {2:,} files are there.</source>
        <translation>Eine Auslieferung nach {0} wurde unterbrochen: {1:,} von {2:,} Dateien sind dort.</translation>
    </message>
    <message>
        <source>{0:,} deliveries were interrupted.</source>
        <translation>{0:,} Auslieferungen wurden unterbrochen.</translation>
    </message>
    <message>
        <source>Deliveries…</source>
        <translation>Auslieferungen…</translation>
    </message>
</context>
<context>
    <name>DeliveryDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Checking the files…</source>
        <translation>Dateien werden geprüft…</translation>
    </message>
    <message>
        <source>{0:,} files will be moved out of their folders.</source>
        <translation>{0:,} Dateien werden aus ihren Ordnern verschoben.</translation>
    </message>
    <message>
        <source>{0:,} files will be moved to the trash.</source>
        <translation>{0:,} Dateien kommen in den Papierkorb.</translation>
    </message>
    <message>
        <source>&amp;Continue</source>
        <translation>&amp;Fortfahren</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>Abb&amp;rechen</translation>
    </message>
    <message>
        <source>Cancelled. What was finished is kept; resume or undo it under File → Deliveries….</source>
        <translation>Abgebrochen. Was fertig ist, bleibt; unter Datei → Auslieferungen… lässt es sich fortsetzen oder rückgängig machen.</translation>
    </message>
</context>
<context>
    <name>DifferencesTable</name>
    <message>
        <source>Best</source>
        <translation>Beste</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlechteste</translation>
    </message>
    <message>
        <source>Difference, 95 % interval</source>
        <translation>Unterschied, 95-%-Intervall</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0} (of {1})</source>
        <translation>{0} (von {1})</translation>
    </message>
    <message>
        <source>{0}, may be chance</source>
        <translation>{0}, kann Zufall sein</translation>
    </message>
</context>
<context>
    <name>EarlierChoice</name>
    <message>
        <source>Model to train again</source>
        <translation>Modell, das neu trainiert wird</translation>
    </message>
    <message>
        <source>&amp;With the settings of</source>
        <translation>&amp;Mit den Einstellungen von</translation>
    </message>
    <message>
        <source>, in use</source>
        <translation>, in Gebrauch</translation>
    </message>
    <message>
        <source>the frames on sale, by {0}</source>
        <translation>die Bilder im Verkauf, nach {0}</translation>
    </message>
    <message>
        <source>the table of votes {0}</source>
        <translation>die Stimmentabelle {0}</translation>
    </message>
    <message>
        <source>the folders {0} against {1}</source>
        <translation>die Ordner {0} gegen {1}</translation>
    </message>
</context>
<context>
    <name>EvaluateDialog</name>
    <message>
        <source>Evaluate {0}</source>
        <translation>{0} prüfen</translation>
    </message>
    <message>
        <source>&amp;Two folders</source>
        <translation>&amp;Zwei Ordner</translation>
    </message>
    <message>
        <source>A &amp;table of votes</source>
        <translation>Eine &amp;Stimmentabelle</translation>
    </message>
    <message>
        <source>folder of the good photographs</source>
        <translation>Ordner der guten Fotos</translation>
    </message>
    <message>
        <source>folder of the poor photographs</source>
        <translation>Ordner der schlechten Fotos</translation>
    </message>
    <message>
        <source>table of votes</source>
        <translation>Stimmentabelle</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Photographs that could not be read</source>
        <translation>Fotos, die nicht lesbar waren</translation>
    </message>
    <message>
        <source>&amp;Evaluate</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{0} on {1} photographs</source>
        <translation>{0} an {1} Fotos</translation>
    </message>
    <message>
        <source>; {0} could not be read</source>
        <translation>; {0} nicht lesbar</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Means are on</source>
        <translation>Mittelwerte reichen</translation>
    </message>
    <message>
        <source>columns: file, and v1…vK (counts of votes) or mean</source>
        <translation>Spalten: file, dazu v1…vK (Zahl der Stimmen) oder mean</translation>
    </message>
</context>
<context>
    <name>Explanations</name>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the sample shoot</source>
        <translation>Beispiel-Shooting öffnen</translation>
    </message>
    <message>
        <source>Open {0} again</source>
        <translation>{0} wieder öffnen</translation>
    </message>
    <message>
        <source>Which shoot shall it be?</source>
        <translation>Welches Shooting soll es sein?</translation>
    </message>
    <message>
        <source>Open the folder of a shoot, or drop it here. Its photographs are scored and grouped on this machine; the originals are never changed.</source>
        <translation>Öffnen Sie den Ordner eines Shootings, oder ziehen Sie ihn hierher. Die Fotos werden auf diesem Rechner bewertet und gruppiert; die Originale bleiben unverändert.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Open another folder…</source>
        <translation>Anderen Ordner öffnen…</translation>
    </message>
    <message>
        <source>This folder cannot be opened</source>
        <translation>Dieser Ordner lässt sich nicht öffnen</translation>
    </message>
    <message>
        <source>{0} frames are hidden by the filter:
{1}</source>
        <translation>{0} Bilder sind durch den Filter verborgen:
{1}</translation>
    </message>
    <message>
        <source>No frame passes the filter</source>
        <translation>Kein Bild entspricht dem Filter</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Looking for photographs…</source>
        <translation>Fotos werden gesucht…</translation>
    </message>
    <message>
        <source>{0}

RAW files, JPEG, HEIC, AVIF, TIFF, PNG, WebP and other pictures are looked for, also in the folders below this one.</source>
        <translation>{0}

Gesucht werden RAW-Dateien, JPEG, HEIC, AVIF, TIFF, PNG, WebP und andere Bilder, auch in den Ordnern darunter.</translation>
    </message>
    <message>
        <source>No photographs here</source>
        <translation>Keine Fotos hier</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Neu einlesen</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export a report</source>
        <translation>Bericht ausgeben</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>There is no such frame yet.</source>
        <translation>Noch gibt es kein solches Bild.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Ausgeben</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{0} is there already.</source>
        <translation>{0} ist schon da.</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>&amp;Behalten</translation>
    </message>
    <message>
        <source>Nothing on this machine opens {0}</source>
        <translation>Nichts auf diesem Rechner öffnet {0}</translation>
    </message>
    <message>
        <source>1 frame written</source>
        <translation>1 Bild geschrieben</translation>
    </message>
    <message>
        <source>{0} frames written</source>
        <translation>{0} Bilder geschrieben</translation>
    </message>
    <message>
        <source>; {0} without a picture</source>
        <translation>; {0} ohne Abbildung</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Proof sheet for a browser</source>
        <translation>Auswahlseite für den Browser</translation>
    </message>
    <message>
        <source>Ranking as CSV</source>
        <translation>Rangliste als CSV</translation>
    </message>
    <message>
        <source>All shown in the grid ({0})</source>
        <translation>Alle im Raster gezeigten ({0})</translation>
    </message>
    <message>
        <source>The selected ones ({0})</source>
        <translation>Die gewählten ({0})</translation>
    </message>
    <message>
        <source>All picks of the shoot ({0})</source>
        <translation>Alle ausgewählten des Shootings ({0})</translation>
    </message>
    <message>
        <source>contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>proofs</source>
        <translation>Auswahl</translation>
    </message>
    <message>
        <source>ranking</source>
        <translation>Rangliste</translation>
    </message>
    <message>
        <source>Shoot</source>
        <translation>Shooting</translation>
    </message>
    <message>
        <source>Cancelled; nothing was written.</source>
        <translation>Abgebrochen; nichts wurde geschrieben.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>ExtremesPage</name>
    <message>
        <source>Best and worst</source>
        <translation>Beste und schlechteste</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Best frames</source>
        <translation>Beste Bilder</translation>
    </message>
    <message>
        <source>Worst frames</source>
        <translation>Schlechteste Bilder</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>Maß</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Stichwort</translation>
    </message>
    <message>
        <source>{0} frames shown have this score</source>
        <translation>{0} gezeigte Bilder haben diese Wertung</translation>
    </message>
    <message>
        <source>{0} have not</source>
        <translation>{0} haben sie nicht</translation>
    </message>
    <message>
        <source>The {0} best, the best first</source>
        <translation>Die {0} besten, das beste zuerst</translation>
    </message>
    <message>
        <source>The {0} worst, the worst first</source>
        <translation>Die {0} schlechtesten, das schlechteste zuerst</translation>
    </message>
    <message>
        <source>No frame that is shown has this score yet. A scan (F5) gives it.</source>
        <translation>Kein gezeigtes Bild hat diese Wertung schon. Einlesen (F5) gibt sie.</translation>
    </message>
    <message>
        <source>There are too few frames, or too little is known of them, to compare them.</source>
        <translation>Es sind zu wenige Bilder, oder zu wenig ist von ihnen bekannt, um sie zu vergleichen.</translation>
    </message>
    <message>
        <source>The measures and keywords that differ most here: they go along with the score, they need not be why the model gave it. Frames of a series are alike; with series collapsed each counts once.</source>
        <translation>Die Maße und Stichwörter, die sich hier am meisten unterscheiden: Sie gehen mit der Wertung einher, sie müssen nicht der Grund sein, aus dem das Modell sie gab. Bilder einer Serie gleichen sich; sind Serien gestapelt, zählt jede einmal.</translation>
    </message>
    <message>
        <source>Best and worst by</source>
        <translation>Beste und schlechteste nach</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95-%-Intervall</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Zufall</translation>
    </message>
</context>
<context>
    <name>Filmstrip</name>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search name, folder, keyword, camera, lens</source>
        <translation>Name, Ordner, Stichwort, Kamera, Objektiv suchen</translation>
    </message>
    <message>
        <source>Name, folder, keyword, camera or lens contains all these words</source>
        <translation>Name, Ordner, Stichwort, Kamera oder Objektiv enthält alle diese Wörter</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Frames shown</source>
        <translation>Gezeigte Bilder</translation>
    </message>
    <message>
        <source>Frames shown, of all frames of the shoot</source>
        <translation>Gezeigte von allen Bildern des Shootings</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Filter ({0})</source>
        <translation>Filter ({0})</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>{0} labels</source>
        <translation>{0} Farben</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>From day</source>
        <translation>Vom Tag</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>Bis zum Tag</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Lenses</source>
        <translation>Objektive</translation>
    </message>
    <message>
        <source>File types</source>
        <translation>Dateitypen</translation>
    </message>
    <message>
        <source>Search the keywords</source>
        <translation>Stichwörter durchsuchen</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Accepted or typed only</source>
        <translation>Nur angenommene oder getippte</translation>
    </message>
    <message>
        <source>Only keywords from a person, none that a model suggests</source>
        <translation>Nur Stichwörter von Menschen, keine von einem Modell vorgeschlagenen</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Cannot be read ({0})</source>
        <translation>Nicht lesbar ({0})</translation>
    </message>
    <message>
        <source>from the first day</source>
        <translation>vom ersten Tag</translation>
    </message>
    <message>
        <source>to the last day</source>
        <translation>bis zum letzten Tag</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufgenommen</translation>
    </message>
    <message>
        <source>File type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Keyword</source>
        <translation>Stichwort</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>Picks</source>
        <translation>Ausgewählte</translation>
    </message>
    <message>
        <source>Undecided</source>
        <translation>Unentschiedene</translation>
    </message>
    <message>
        <source>Best of each series</source>
        <translation>Beste jeder Serie</translation>
    </message>
    <message>
        <source>Rejects</source>
        <translation>Abgelehnte</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>similar to {0}</source>
        <translation>ähnlich wie {0}</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>All frames</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>keyword {0}</source>
        <translation>Stichwort {0}</translation>
    </message>
    <message>
        <source>keywords by hand only</source>
        <translation>nur Stichwörter von Hand</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source> or </source>
        <translation> oder </translation>
    </message>
    <message>
        <source>{0} or {1} others</source>
        <translation>{0} oder {1} andere</translation>
    </message>
    <message>
        <source>Unflagged</source>
        <translation>Unmarkierte</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Keine Farbe</translation>
    </message>
    <message>
        <source>Red</source>
        <translation>Rot</translation>
    </message>
    <message>
        <source>Yellow</source>
        <translation>Gelb</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Purple</source>
        <translation>Lila</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>mindestens</translation>
    </message>
    <message>
        <source>exactly</source>
        <translation>genau</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>höchstens</translation>
    </message>
    <message>
        <source>In a series</source>
        <translation>In einer Serie</translation>
    </message>
    <message>
        <source>Suggested of a series</source>
        <translation>Vorgeschlagene einer Serie</translation>
    </message>
    <message>
        <source>Single frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Brackets and panoramas</source>
        <translation>Belichtungsreihen und Panoramen</translation>
    </message>
    <message>
        <source>One series</source>
        <translation>Eine Serie</translation>
    </message>
    <message>
        <source>Camera not known</source>
        <translation>Kamera unbekannt</translation>
    </message>
    <message>
        <source>Lens not known</source>
        <translation>Objektiv unbekannt</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Capture time</source>
        <translation>Aufnahmezeit</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Needs a decision</source>
        <translation>Braucht eine Entscheidung</translation>
    </message>
    <message>
        <source>Similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>until {0}</source>
        <translation>bis {0}</translation>
    </message>
    <message>
        <source>from {0}</source>
        <translation>ab {0}</translation>
    </message>
</context>
<context>
    <name>FindDesk</name>
    <message>
        <source>Saved</source>
        <translation>Gespeichert</translation>
    </message>
</context>
<context>
    <name>Findings</name>
    <message>
        <source>offset {0}, {1} px</source>
        <translation>Versatz {0}, {1} px</translation>
    </message>
    <message>
        <source>whole frame</source>
        <translation>ganzes Bild</translation>
    </message>
    <message>
        <source>what is seen, {0} × {1} px</source>
        <translation>Ausschnitt, {0} × {1} px</translation>
    </message>
    <message>
        <source>too little detail to compare the sharpness</source>
        <translation>zu wenig Zeichnung für einen Schärfevergleich</translation>
    </message>
    <message>
        <source>equally sharp</source>
        <translation>gleich scharf</translation>
    </message>
    <message>
        <source>Challenger</source>
        <translation>Herausforderer</translation>
    </message>
    <message>
        <source>Champion</source>
        <translation>Champion</translation>
    </message>
    <message>
        <source>{0} sharper by {1}</source>
        <translation>{0} schärfer um {1}</translation>
    </message>
    <message>
        <source>sharpness …</source>
        <translation>Schärfe …</translation>
    </message>
    <message>
        <source>sharpness not measured: {0}</source>
        <translation>Schärfe nicht gemessen: {0}</translation>
    </message>
    <message>
        <source>cannot be read: {0}</source>
        <translation>nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>no scores yet</source>
        <translation>noch keine Wertungen</translation>
    </message>
    <message>
        <source>Suggested</source>
        <translation>Vorgeschlagen</translation>
    </message>
</context>
<context>
    <name>FlagsChoice</name>
    <message>
        <source>{0}: {1} frames</source>
        <translation>{0}: {1} Bilder</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Cannot be read: {0}</source>
        <translation>Nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>suggested</source>
        <translation>vorgeschlagen</translation>
    </message>
    <message>
        <source>Suggested among {0} frames</source>
        <translation>Vorgeschlagen unter {0} Bildern</translation>
    </message>
    <message>
        <source>Series of {0} frames, this one is number {1}.</source>
        <translation>Serie von {0} Bildern, dieses ist Nummer {1}.</translation>
    </message>
    <message>
        <source>Exposure bracket of {0} frames: they belong together.</source>
        <translation>Belichtungsreihe von {0} Bildern: Sie gehören zusammen.</translation>
    </message>
    <message>
        <source>Panorama of {0} frames: they belong together.</source>
        <translation>Panorama aus {0} Bildern: Sie gehören zusammen.</translation>
    </message>
    <message>
        <source>Set of {0} frames: they belong together.</source>
        <translation>Satz von {0} Bildern: Sie gehören zusammen.</translation>
    </message>
    <message>
        <source>Click to show all.</source>
        <translation>Klick zeigt alle.</translation>
    </message>
    <message>
        <source>Click to stack them.</source>
        <translation>Klick stapelt sie.</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>User guide</source>
        <translation>Handbuch</translation>
    </message>
</context>
<context>
    <name>HelpOverlay</name>
    <message>
        <source>Type to search</source>
        <translation>Tippen sucht</translation>
    </message>
    <message>
        <source>Search the keys</source>
        <translation>Tasten durchsuchen</translation>
    </message>
    <message>
        <source>No action is called so, and none has such a key.</source>
        <translation>Keine Aktion heißt so oder hat eine solche Taste.</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Edit → Keyboard shortcuts… changes them</source>
        <translation>Bearbeiten → Tastenkürzel… ändert sie</translation>
    </message>
</context>
<context>
    <name>Histogram</name>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>HistoryDesk</name>
    <message>
        <source>Undone: {0}.</source>
        <translation>Rückgängig: {0}.</translation>
    </message>
    <message>
        <source>Redone: {0}.</source>
        <translation>Wiederholt: {0}.</translation>
    </message>
    <message>
        <source>The frame is hidden by the filter or in a collapsed series.</source>
        <translation>Das Bild ist durch den Filter oder in einer gestapelten Serie verborgen.</translation>
    </message>
    <message>
        <source>Its {0} frames are hidden by the filter or in collapsed series.</source>
        <translation>Die {0} Bilder sind durch den Filter oder in gestapelten Serien verborgen.</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>&amp;Go there</source>
        <translation>&amp;Dorthin</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Going there</source>
        <translation>Auf dem Weg dorthin</translation>
    </message>
    <message>
        <source>Before these {0} steps</source>
        <translation>Vor diesen {0} Schritten</translation>
    </message>
    <message>
        <source>At first</source>
        <translation>Am Anfang</translation>
    </message>
    <message>
        <source>Nothing has been marked or changed in this shoot yet.</source>
        <translation>In diesem Shooting wurde noch nichts markiert oder geändert.</translation>
    </message>
    <message>
        <source>“Go there” brings all marks back to how they were after the chosen step. Steps that are undone stay in the list until something else is done.</source>
        <translation>„Dorthin“ bringt alle Markierungen auf den Stand nach dem gewählten Schritt. Rückgängig gemachte Schritte bleiben in der Liste, bis etwas anderes getan wird.</translation>
    </message>
    <message>
        <source>Undone</source>
        <translation>Rückgängig gemacht</translation>
    </message>
    <message>
        <source>This is how the shoot is now</source>
        <translation>So ist das Shooting jetzt</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Steps, the newest first</source>
        <translation>Schritte, die neuesten zuerst</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import a sales report</source>
        <translation>Verkaufsbericht einlesen</translation>
    </message>
    <message>
        <source>sales report</source>
        <translation>Verkaufsbericht</translation>
    </message>
    <message>
        <source>Reports (*.csv *.txt *.tsv);;All files (*)</source>
        <translation>Berichte (*.csv *.txt *.tsv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>A report as the agency gives it, or any table of assets or sales.</source>
        <translation>Ein Bericht, wie ihn die Agentur liefert, oder irgendeine Tabelle von Assets oder Verkäufen.</translation>
    </message>
    <message>
        <source>choose or type its name</source>
        <translation>wählen oder tippen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Einlesen</translation>
    </message>
    <message>
        <source>&amp;Save the refused rows…</source>
        <translation>Abgewiesene &amp;Zeilen sichern…</translation>
    </message>
    <message>
        <source>&amp;Matches…</source>
        <translation>&amp;Zuordnungen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
    <message>
        <source>This is how the first rows will be understood.</source>
        <translation>So werden die ersten Zeilen verstanden.</translation>
    </message>
    <message>
        <source>Name the agency above to import them.</source>
        <translation>Nennen Sie oben die Agentur, um sie einzulesen.</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Why it cannot be used</source>
        <translation>Warum sie nicht brauchbar ist</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>Save the refused rows</source>
        <translation>Abgewiesene Zeilen sichern</translation>
    </message>
    <message>
        <source>{0} rows saved as {1}</source>
        <translation>{0} Zeilen als {1} gesichert</translation>
    </message>
    <message>
        <source>Cancelled; nothing of the report was imported.</source>
        <translation>Abgebrochen; vom Bericht wurde nichts eingelesen.</translation>
    </message>
    <message>
        <source>&amp;Agency</source>
        <translation>&amp;Agentur</translation>
    </message>
    <message>
        <source>{0}, recognised.</source>
        <translation>{0}, erkannt.</translation>
    </message>
    <message>
        <source>A table like one that you explained before.</source>
        <translation>Eine Tabelle wie eine, die Sie schon erklärt haben.</translation>
    </message>
    <message>
        <source>Not a kind of report that is known: say below what its columns tell; it is remembered.</source>
        <translation>Keine bekannte Art von Bericht: Sagen Sie unten, was die Spalten bedeuten; es wird gemerkt.</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>Nummer</translation>
    </message>
    <message>
        <source>Sold</source>
        <translation>Verkauft</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Earned</source>
        <translation>Verdient</translation>
    </message>
    <message>
        <source>Uploaded</source>
        <translation>Hochgeladen</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Not usable</source>
        <translation>Nicht brauchbar</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}: {1}</translation>
    </message>
    <message>
        <source>1 row</source>
        <translation>1 Zeile</translation>
    </message>
    <message>
        <source>{0} rows</source>
        <translation>{0} Zeilen</translation>
    </message>
    <message>
        <source>{0} new</source>
        <translation>{0} neu</translation>
    </message>
    <message>
        <source>{0} known before</source>
        <translation>{0} schon bekannt</translation>
    </message>
    <message>
        <source>1 refund</source>
        <translation>1 Erstattung</translation>
    </message>
    <message>
        <source>{0} refunds</source>
        <translation>{0} Erstattungen</translation>
    </message>
    <message>
        <source>{0} not usable</source>
        <translation>{0} nicht brauchbar</translation>
    </message>
    <message>
        <source>Imported. </source>
        <translation>Eingelesen. </translation>
    </message>
</context>
<context>
    <name>ImportedDialog</name>
    <message>
        <source>Imported reports</source>
        <translation>Eingelesene Berichte</translation>
    </message>
    <message>
        <source>No sales report is imported: Sales → Import sales report… brings one in.</source>
        <translation>Kein Verkaufsbericht ist eingelesen: Verkäufe → Verkaufsbericht einlesen… holt einen herein.</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove {0} of {1}? Its sales go, except those of which other reports tell, too. The file itself stays where it is and can be imported again.</source>
        <translation>{0} von {1} entfernen? Die Verkäufe darin gehen, außer denen, von denen auch andere Berichte wissen. Die Datei selbst bleibt und kann wieder eingelesen werden.</translation>
    </message>
    <message>
        <source>Remove the list of uploads {0} at {1}? Assets that no report names then go; the pictures themselves stay.</source>
        <translation>Die Liste der hochgeladenen Bilder {0} bei {1} entfernen? Assets, die dann kein Bericht mehr nennt, gehen; die Bilder selbst bleiben.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Removed {0}: {1}.</source>
        <translation>{0} entfernt: {1}.</translation>
    </message>
    <message>
        <source>Not removed: {0}</source>
        <translation>Nicht entfernt: {0}</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Agency</source>
        <translation>Agentur</translation>
    </message>
    <message>
        <source>Imported</source>
        <translation>Eingelesen</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>Cancelled; nothing was removed.</source>
        <translation>Abgebrochen; nichts wurde entfernt.</translation>
    </message>
    <message>
        <source>Take the report back; Delete</source>
        <translation>Den Bericht zurücknehmen; Entf</translation>
    </message>
</context>
<context>
    <name>InfoLine</name>
    <message>
        <source>aesthetic {0}</source>
        <translation>ästhetisch {0}</translation>
    </message>
    <message>
        <source>series, {0} of {1}</source>
        <translation>Serie, {0} von {1}</translation>
    </message>
    <message>
        <source>bracket, {0} of {1}</source>
        <translation>Belichtungsreihe, {0} von {1}</translation>
    </message>
    <message>
        <source>panorama, {0} of {1}</source>
        <translation>Panorama, {0} von {1}</translation>
    </message>
    <message>
        <source>set, {0} of {1}</source>
        <translation>Satz, {0} von {1}</translation>
    </message>
    <message>
        <source>{0}, suggested</source>
        <translation>{0}, vorgeschlagen</translation>
    </message>
    <message>
        <source>⚑ pick</source>
        <translation>⚑ ausgewählt</translation>
    </message>
    <message>
        <source>✕ reject</source>
        <translation>✕ abgelehnt</translation>
    </message>
</context>
<context>
    <name>InfoPanel</name>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>No frame is selected.</source>
        <translation>Kein Bild ist gewählt.</translation>
    </message>
    <message>
        <source>Scores</source>
        <translation>Wertungen</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Technical faults</source>
        <translation>Technische Mängel</translation>
    </message>
    <message>
        <source>Title and description</source>
        <translation>Titel und Beschreibung</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
</context>
<context>
    <name>IngestDialog</name>
    <message>
        <source>Ingest from a card</source>
        <translation>Von Karte übernehmen</translation>
    </message>
    <message>
        <source>Cards found</source>
        <translation>Karten</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Neu suchen</translation>
    </message>
    <message>
        <source>Card</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Second copy</source>
        <translation>Zweite Kopie</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Insert a card, or choose a folder to copy from.</source>
        <translation>Legen Sie eine Karte ein, oder wählen Sie einen Ordner, aus dem kopiert wird.</translation>
    </message>
    <message>
        <source>Choose the folder to copy to.</source>
        <translation>Wählen Sie den Ordner, in den kopiert wird.</translation>
    </message>
    <message>
        <source>&amp;Open the folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Every copy is verified by checksum. Frames that are already on this machine are skipped, whatever their names. Nothing is written to the card or deleted from it.</source>
        <translation>Jede Kopie wird an ihrer Prüfsumme geprüft. Bilder, die schon auf diesem Rechner sind, werden übersprungen, gleich wie sie heißen. Auf die Karte wird nichts geschrieben, und von ihr wird nichts gelöscht.</translation>
    </message>
    <message>
        <source>no card found</source>
        <translation>keine Karte gefunden</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>press keys</source>
        <translation>Tasten drücken</translation>
    </message>
</context>
<context>
    <name>KeyListing</name>
    <message>
        <source>In every view</source>
        <translation>In jeder Ansicht</translation>
    </message>
</context>
<context>
    <name>KeysDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Keys as in</source>
        <translation>Tasten wie in</translation>
    </message>
    <message>
        <source>Search actions and keys</source>
        <translation>Aktionen und Tasten suchen</translation>
    </message>
    <message>
        <source>First key</source>
        <translation>Erste Taste</translation>
    </message>
    <message>
        <source>Second key</source>
        <translation>Zweite Taste</translation>
    </message>
    <message>
        <source>Remove this key</source>
        <translation>Diese Taste entfernen</translation>
    </message>
    <message>
        <source>&amp;Reset</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>The keys that the preset gives this action</source>
        <translation>Die Tasten, die die Vorgabe dieser Aktion gibt</translation>
    </message>
    <message>
        <source>Reset &amp;all…</source>
        <translation>&amp;Alle zurücksetzen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{0} is a key of the views themselves and stays theirs.</source>
        <translation>{0} ist eine Taste der Ansichten selbst und bleibt es.</translation>
    </message>
    <message>
        <source>{0} is the key of {1}. Take it away there?</source>
        <translation>{0} ist die Taste von {1}. Dort wegnehmen?</translation>
    </message>
    <message>
        <source>Take it</source>
        <translation>Wegnehmen</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>So lassen</translation>
    </message>
    <message>
        <source>{0} is used by another action; reset that one first.</source>
        <translation>{0} gehört einer anderen Aktion; setzen Sie zuerst jene zurück.</translation>
    </message>
    <message>
        <source>Give all actions the keys of {0} again?</source>
        <translation>Allen Aktionen wieder die Tasten von {0} geben?</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>Alle zurücksetzen</translation>
    </message>
    <message>
        <source>Keep mine</source>
        <translation>Meine behalten</translation>
    </message>
    <message>
        <source>No action is called so, and none has such a key.</source>
        <translation>Keine Aktion heißt so oder hat eine solche Taste.</translation>
    </message>
    <message>
        <source>&amp;Keys as in</source>
        <translation>&amp;Tasten wie in</translation>
    </message>
</context>
<context>
    <name>KeysTable</name>
    <message>
        <source>Actions and their keys</source>
        <translation>Aktionen und ihre Tasten</translation>
    </message>
</context>
<context>
    <name>KeywordField</name>
    <message>
        <source>Add keywords, Enter</source>
        <translation>Stichwörter, Eingabetaste</translation>
    </message>
    <message>
        <source>Add keywords</source>
        <translation>Stichwörter hinzufügen</translation>
    </message>
    <message>
        <source>A keyword has at most {0} characters.</source>
        <translation>Ein Stichwort hat höchstens {0} Zeichen.</translation>
    </message>
</context>
<context>
    <name>KeywordList</name>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
</context>
<context>
    <name>KindForm</name>
    <message>
        <source>a &amp;head on the stored embeddings</source>
        <translation>ein &amp;Kopf auf den gespeicherten Einbettungen</translation>
    </message>
    <message>
        <source>the &amp;backbone, fine-tuned</source>
        <translation>das &amp;Grundnetz, nachtrainiert</translation>
    </message>
    <message>
        <source>a small &amp;network, from nothing (P1)</source>
        <translation>ein kleines &amp;Netz, von Grund auf (P1)</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Repeats of the test</source>
        <translation>Wiederholungen der Prüfung</translation>
    </message>
    <message>
        <source>Folds of the test</source>
        <translation>Teile der Prüfung</translation>
    </message>
    <message>
        <source>epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>tested</source>
        <translation>geprüft</translation>
    </message>
    <message>
        <source>folds, on what it has not seen</source>
        <translation>Teile, an Ungesehenem</translation>
    </message>
    <message>
        <source>Networks need torch, which is not installed: pip install &apos;aesthcull[train]&apos;</source>
        <translation>Netze brauchen torch, das nicht installiert ist: pip install &apos;aesthcull[train]&apos;</translation>
    </message>
    <message>
        <source>Seconds, on what every scan has stored.</source>
        <translation>Sekunden, mit dem, was jedes Einlesen gespeichert hat.</translation>
    </message>
    <message>
        <source>Minutes to hours, from the photographs&apos; pixels.</source>
        <translation>Minuten bis Stunden, aus den Pixeln der Fotos.</translation>
    </message>
    <message>
        <source>P1 is the paper that trained this network on 400 stock photographs of one author, 200 that sold well and 200 that sold poorly.</source>
        <translation>P1 ist die Arbeit, die dieses Netz an 400 Stockfotos eines Autors trainierte, 200 gut und 200 schlecht verkauften.</translation>
    </message>
</context>
<context>
    <name>LanguageDialog</name>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Another language is shown when aesthcull is opened the next time.</source>
        <translation>Eine andere Sprache erscheint, wenn aesthcull das nächste Mal geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>LocalPage</name>
    <message>
        <source>{0}: cannot be read: {1}</source>
        <translation>{0}: nicht lesbar: {1}</translation>
    </message>
    <message>
        <source>{0}: not a text in UTF-8</source>
        <translation>{0}: kein Text in UTF-8</translation>
    </message>
</context>
<context>
    <name>LooksDesk</name>
    <message>
        <source>ICC profiles (*.icc *.icm)</source>
        <translation>ICC-Profile (*.icc *.icm)</translation>
    </message>
    <message>
        <source>Profile of the display</source>
        <translation>Profil des Bildschirms</translation>
    </message>
    <message>
        <source>{0}: {1}; sRGB is used</source>
        <translation>{0}: {1}; sRGB wird verwendet</translation>
    </message>
    <message>
        <source>not a profile of a display that colours can be converted to</source>
        <translation>kein Bildschirmprofil, in das sich Farben umrechnen lassen</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Stacks</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig:</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen:</translation>
    </message>
</context>
<context>
    <name>MapperForm</name>
    <message>
        <source>A row is</source>
        <translation>Eine Zeile ist</translation>
    </message>
    <message>
        <source>Order of dates</source>
        <translation>Reihenfolge im Datum</translation>
    </message>
    <message>
        <source>Decimal mark</source>
        <translation>Dezimalzeichen</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>{0} where none is told</source>
        <translation>{0}, wo keine genannt ist</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Asset number</source>
        <translation>Asset-Nummer</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Sold on</source>
        <translation>Verkauft am</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Earned</source>
        <translation>Verdient</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>Uploaded on</source>
        <translation>Hochgeladen am</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Lizenz</translation>
    </message>
    <message>
        <source>a sale, at a time</source>
        <translation>ein Verkauf, mit Zeitpunkt</translation>
    </message>
    <message>
        <source>an asset with all its sales</source>
        <translation>ein Asset mit allen Verkäufen</translation>
    </message>
    <message>
        <source>an asset on sale, no numbers</source>
        <translation>ein Asset im Verkauf, ohne Zahlen</translation>
    </message>
    <message>
        <source>found out</source>
        <translation>herausfinden</translation>
    </message>
    <message>
        <source>day, month, year</source>
        <translation>Tag, Monat, Jahr</translation>
    </message>
    <message>
        <source>month, day, year</source>
        <translation>Monat, Tag, Jahr</translation>
    </message>
    <message>
        <source>year, month, day</source>
        <translation>Jahr, Monat, Tag</translation>
    </message>
    <message>
        <source>1.50</source>
        <translation>1.50</translation>
    </message>
    <message>
        <source>1,50</source>
        <translation>1,50</translation>
    </message>
</context>
<context>
    <name>Marking</name>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gesichert: {0}</translation>
    </message>
</context>
<context>
    <name>MatchesDialog</name>
    <message>
        <source>Which frame each asset shows</source>
        <translation>Welches Bild jedes Asset zeigt</translation>
    </message>
    <message>
        <source>Taken back.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gesichert: {0}</translation>
    </message>
    <message>
        <source>Cancelled; what was matched is kept.</source>
        <translation>Abgebrochen; was zugeordnet ist, bleibt.</translation>
    </message>
    <message>
        <source>name, number, title, agency or folder</source>
        <translation>Name, Nummer, Titel, Agentur oder Ordner</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>another frame: a part of its name</source>
        <translation>anderes Bild: ein Teil des Namens</translation>
    </message>
    <message>
        <source>Search for another frame</source>
        <translation>Anderes Bild suchen</translation>
    </message>
    <message>
        <source>Shows &amp;none of these</source>
        <translation>Zeigt &amp;keines davon</translation>
    </message>
    <message>
        <source>Ask &amp;again</source>
        <translation>&amp;Noch einmal fragen</translation>
    </message>
    <message>
        <source>Match by &amp;picture…</source>
        <translation>Nach &amp;Aussehen zuordnen…</translation>
    </message>
    <message>
        <source>Match by a &amp;table…</source>
        <translation>Nach einer &amp;Tabelle zuordnen…</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>also for {0} more of this file name</source>
        <translation>auch für {0} weitere dieses Dateinamens</translation>
    </message>
    <message>
        <source>No assets yet: import a sales report first.</source>
        <translation>Noch keine Assets: Lesen Sie zuerst einen Verkaufsbericht ein.</translation>
    </message>
    <message>
        <source>Nothing to decide.</source>
        <translation>Nichts zu entscheiden.</translation>
    </message>
    <message>
        <source>A frame was found for every asset.</source>
        <translation>Zu jedem Asset wurde ein Bild gefunden.</translation>
    </message>
    <message>
        <source>No asset is matched yet: scan the shoots that were sold from.</source>
        <translation>Noch kein Asset ist zugeordnet: Lesen Sie die Shootings ein, aus denen verkauft wurde.</translation>
    </message>
    <message>
        <source>You have not said of any asset that it shows no frame.</source>
        <translation>Sie haben von keinem Asset gesagt, dass es kein Bild zeigt.</translation>
    </message>
    <message>
        <source>Nothing of this name.</source>
        <translation>Nichts mit diesem Namen.</translation>
    </message>
    <message>
        <source>1 sale</source>
        <translation>1 Verkauf</translation>
    </message>
    <message>
        <source>{0} sales</source>
        <translation>{0} Verkäufe</translation>
    </message>
    <message>
        <source>online since {0}</source>
        <translation>online seit {0}</translation>
    </message>
    <message>
        <source>Key 0</source>
        <translation>Taste 0</translation>
    </message>
    <message>
        <source>Take your decision about this asset back; Ctrl+Z: the last one</source>
        <translation>Ihre Entscheidung zu diesem Asset zurücknehmen; Strg+Z: die letzte</translation>
    </message>
</context>
<context>
    <name>MatchesWork</name>
    <message>
        <source>Tables (*.csv *.txt *.tsv);;All files (*)</source>
        <translation>Tabellen (*.csv *.txt *.tsv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Assets and files</source>
        <translation>Assets und Dateien</translation>
    </message>
    <message>
        <source>CSV (*.csv);;JSON (*.json)</source>
        <translation>CSV (*.csv);;JSON (*.json)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
</context>
<context>
    <name>MessageBar</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>ModelsDialog</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Card</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>Re&amp;port and plots</source>
        <translation>&amp;Bericht und Grafiken</translation>
    </message>
    <message>
        <source>&amp;Use this version</source>
        <translation>Diese Version &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Evaluate…</source>
        <translation>&amp;Prüfen…</translation>
    </message>
    <message>
        <source>&amp;Verify</source>
        <translation>&amp;Unversehrt?</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Remove {0} with its card and its report? It cannot be brought back.</source>
        <translation>{0} mit Karte und Bericht entfernen? Es lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>{0} is removed.</source>
        <translation>{0} ist entfernt.</translation>
    </message>
    <message>
        <source>{0} versions are registered.</source>
        <translation>{0} Versionen sind eingetragen.</translation>
    </message>
    <message>
        <source>It is in use: use another version first</source>
        <translation>Es ist in Gebrauch: Verwenden Sie zuerst eine andere Version</translation>
    </message>
    <message>
        <source>It gives no score that could be measured</source>
        <translation>Es gibt keine Wertung, die sich messen ließe</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>{0} is whole: {1} is the file that was registered (SHA-256 {2}…).</source>
        <translation>{0} ist unversehrt: {1} ist die eingetragene Datei (SHA-256 {2}…).</translation>
    </message>
</context>
<context>
    <name>Naming</name>
    <message>
        <source>Naming template</source>
        <translation>Namensvorlage</translation>
    </message>
    <message>
        <source>Current name</source>
        <translation>Jetziger Name</translation>
    </message>
    <message>
        <source>New name</source>
        <translation>Neuer Name</translation>
    </message>
    <message>
        <source>New name, second copy</source>
        <translation>Neuer Name, zweite Kopie</translation>
    </message>
    <message>
        <source>Current and new names</source>
        <translation>Jetzige und neue Namen</translation>
    </message>
    <message>
        <source>Template tokens</source>
        <translation>Platzhalter der Vorlage</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>Dateinamen</translation>
    </message>
    <message>
        <source>Template tokens (/ makes a folder)</source>
        <translation>Platzhalter der Vorlage (/ macht einen Ordner)</translation>
    </message>
</context>
<context>
    <name>Nature</name>
    <message>
        <source>turns a photograph into the numbers that heads judge</source>
        <translation>macht aus einem Foto die Zahlen, die Köpfe bewerten</translation>
    </message>
    <message>
        <source>gives a score 1–10, with its spread</source>
        <translation>gibt eine Wertung 1–10 mit Streuung</translation>
    </message>
    <message>
        <source>gives a probability 0–1</source>
        <translation>gibt eine Wahrscheinlichkeit 0–1</translation>
    </message>
    <message>
        <source>what near-duplicates are compared by; no score</source>
        <translation>womit Beinahe-Gleiche verglichen werden; keine Wertung</translation>
    </message>
    <message>
        <source>gives keywords</source>
        <translation>gibt Stichwörter</translation>
    </message>
    <message>
        <source>held out: AUC</source>
        <translation>zurückgehalten: AUC</translation>
    </message>
    <message>
        <source>head on {0}</source>
        <translation>Kopf auf {0}</translation>
    </message>
    <message>
        <source>network, from pixels</source>
        <translation>Netz, aus Pixeln</translation>
    </message>
</context>
<context>
    <name>OptionsForm</name>
    <message>
        <source>File type</source>
        <translation>Dateityp</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Papier</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Hochformat</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Querformat</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Ausrichtung</translation>
    </message>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Abbildungen</translation>
    </message>
    <message>
        <source>{0} pixels</source>
        <translation>{0} Pixel</translation>
    </message>
    <message>
        <source>For Excel (with a byte order mark)</source>
        <translation>Für Excel (mit Bytereihenfolgemarke)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Below each</source>
        <translation>Unter jedem</translation>
    </message>
    <message>
        <source>A page for any browser, without a network. Up to {0} frames are one file with the pictures inside; of more, the pictures lie in a folder beside the page.</source>
        <translation>Eine Seite für jeden Browser, ohne Netz. Bis zu {0} Bilder sind eine einzige Datei; sind es mehr, liegen die Abbildungen in einem Ordner neben der Seite.</translation>
    </message>
    <message>
        <source>One line for each frame, in the order shown, with marks, series and all scores.</source>
        <translation>Eine Zeile je Bild, in der gezeigten Reihenfolge, mit Markierungen, Serie und allen Wertungen.</translation>
    </message>
    <message>
        <source>One picture of {0} frames at most.</source>
        <translation>Eine Abbildung mit höchstens {0} Bildern.</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>&amp;Show the folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Files that were left alone</source>
        <translation>Unverändert gelassene Dateien</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>and {0:,} more</source>
        <translation>und {0:,} weitere</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>Overlays</name>
    <message>
        <source>◀ black {0} %</source>
        <translation>◀ schwarz {0} %</translation>
    </message>
    <message>
        <source>white {0} % ▶</source>
        <translation>weiß {0} % ▶</translation>
    </message>
</context>
<context>
    <name>PanelDesk</name>
    <message>
        <source>Add keyword {0}</source>
        <translation>Stichwort {0} hinzufügen</translation>
    </message>
    <message>
        <source>Add keyword {0} to {1} frames</source>
        <translation>Stichwort {0} zu {1} Bildern hinzufügen</translation>
    </message>
    <message>
        <source>Accept keyword {0} for {1} frames</source>
        <translation>Stichwort {0} für {1} Bilder annehmen</translation>
    </message>
    <message>
        <source>Accept keyword {0}</source>
        <translation>Stichwort {0} annehmen</translation>
    </message>
    <message>
        <source>Remove keyword {0} from {1} frames</source>
        <translation>Stichwort {0} von {1} Bildern entfernen</translation>
    </message>
    <message>
        <source>Remove keyword {0}</source>
        <translation>Stichwort {0} entfernen</translation>
    </message>
</context>
<context>
    <name>PastDialog</name>
    <message>
        <source>Deliveries</source>
        <translation>Auslieferungen</translation>
    </message>
    <message>
        <source>&amp;Show the folder</source>
        <translation>&amp;Ordner zeigen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>How</source>
        <translation>Wie</translation>
    </message>
    <message>
        <source>Nothing has been delivered yet. Use File → Deliver… to copy or move frames.</source>
        <translation>Noch wurde nichts ausgeliefert. Mit Datei → Ausliefern… kopieren oder verschieben Sie Bilder.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Undo…</source>
        <translation>&amp;Rückgängig…</translation>
    </message>
    <message>
        <source>Move {0:,} files back to where they were?</source>
        <translation>{0:,} Dateien dorthin zurückverschieben, wo sie waren?</translation>
    </message>
    <message>
        <source>Restore {0:,} files from the trash?</source>
        <translation>{0:,} Dateien aus dem Papierkorb zurückholen?</translation>
    </message>
    <message>
        <source>Remove {0:,} copies? Copies that were changed are kept.</source>
        <translation>{0:,} Kopien entfernen? Geänderte bleiben.</translation>
    </message>
    <message>
        <source>U&amp;ndo</source>
        <translation>Rück&amp;gängig machen</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled. What was finished is kept; you can resume it.</source>
        <translation>Abgebrochen. Was fertig ist, bleibt; Sie können es fortsetzen.</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Destination</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Deliveries, newest first</source>
        <translation>Auslieferungen, die neuesten zuerst</translation>
    </message>
</context>
<context>
    <name>PathField</name>
    <message>
        <source>a file</source>
        <translation>eine Datei</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>einen Ordner</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose {0}</source>
        <translation>{0} wählen</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Photograph</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>This is how {0} was: {1}</source>
        <translation>So war {0}: {1}</translation>
    </message>
    <message>
        <source>{0} cannot be shown: {1}</source>
        <translation>{0} kann nicht gezeigt werden: {1}</translation>
    </message>
    <message>
        <source>{0} pixels are too many for the memory: shown reduced</source>
        <translation>{0} Pixel sind zu viele für den Speicher: verkleinert gezeigt</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>no such file or directory</source>
        <translation>Datei oder Ordner fehlt</translation>
    </message>
    <message>
        <source>permission denied</source>
        <translation>keine Berechtigung</translation>
    </message>
    <message>
        <source>operation not permitted</source>
        <translation>nicht erlaubt</translation>
    </message>
    <message>
        <source>no space left on device</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>read-only file system</source>
        <translation>der Datenträger ist schreibgeschützt</translation>
    </message>
    <message>
        <source>input/output error</source>
        <translation>Ein-/Ausgabefehler</translation>
    </message>
    <message>
        <source>not a directory</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>is a directory</source>
        <translation>ist ein Ordner</translation>
    </message>
    <message>
        <source>file exists</source>
        <translation>die Datei ist schon da</translation>
    </message>
    <message>
        <source>file name too long</source>
        <translation>der Dateiname ist zu lang</translation>
    </message>
    <message>
        <source>device or resource busy</source>
        <translation>das Gerät ist beschäftigt</translation>
    </message>
    <message>
        <source>stale file handle</source>
        <translation>die Datei ist nicht mehr erreichbar</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>die Datei ist leer</translation>
    </message>
    <message>
        <source>the file is truncated</source>
        <translation>die Datei ist abgeschnitten</translation>
    </message>
    <message>
        <source>the file is truncated or damaged</source>
        <translation>die Datei ist abgeschnitten oder beschädigt</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>die Datei ist beschädigt</translation>
    </message>
    <message>
        <source>its header is damaged</source>
        <translation>ihr Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>the file is damaged, or not of the kind that its name says</source>
        <translation>die Datei ist beschädigt oder anderer Art, als ihr Name sagt</translation>
    </message>
    <message>
        <source>not a picture of a known kind, or its header is damaged</source>
        <translation>kein Bild bekannter Art, oder sein Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>not a RAW that is known, or its header is damaged</source>
        <translation>kein bekanntes RAW, oder sein Anfang ist beschädigt</translation>
    </message>
    <message>
        <source>it is damaged, or in a form that is not supported</source>
        <translation>sie ist beschädigt, oder ihre Form wird nicht unterstützt</translation>
    </message>
    <message>
        <source>not enough memory to decode it</source>
        <translation>der Speicher reicht nicht, um sie zu lesen</translation>
    </message>
    <message>
        <source>the decoder crashed</source>
        <translation>der Decoder ist abgestürzt</translation>
    </message>
    <message>
        <source>RAWs of this camera cannot be read yet</source>
        <translation>RAWs dieser Kamera können noch nicht gelesen werden</translation>
    </message>
    <message>
        <source>DNGs of floating-point numbers, deflated without a predictor, are not supported</source>
        <translation>DNGs mit Gleitkommazahlen, die ohne Prädiktor gepackt sind, werden nicht unterstützt</translation>
    </message>
    <message>
        <source>a frame of this name is there already</source>
        <translation>ein Bild dieses Namens ist schon da</translation>
    </message>
    <message>
        <source>gone since it was planned; scan the shoot again</source>
        <translation>seit der Planung verschwunden; lesen Sie das Shooting neu ein</translation>
    </message>
    <message>
        <source>changed while it was copied</source>
        <translation>während des Kopierens geändert</translation>
    </message>
    <message>
        <source>changed since it was copied; it stays</source>
        <translation>seit dem Kopieren geändert; sie bleibt</translation>
    </message>
    <message>
        <source>what was written differs from what was read</source>
        <translation>was geschrieben wurde, weicht vom Gelesenen ab</translation>
    </message>
    <message>
        <source>something of this name has come to be there</source>
        <translation>inzwischen gibt es dort etwas dieses Namens</translation>
    </message>
    <message>
        <source>a hard link cannot lead to another disk; copy it instead</source>
        <translation>ein harter Link kann nicht auf einen anderen Datenträger führen; kopieren Sie stattdessen</translation>
    </message>
    <message>
        <source>on a memory card, from which nothing is removed; copy it instead</source>
        <translation>auf einer Speicherkarte, von der nichts entfernt wird; kopieren Sie stattdessen</translation>
    </message>
    <message>
        <source>on a read-only disk, from which nothing can be removed; copy it instead</source>
        <translation>auf einem schreibgeschützten Datenträger, von dem sich nichts entfernen lässt; kopieren Sie stattdessen</translation>
    </message>
    <message>
        <source>kept: its original is gone</source>
        <translation>behalten: Das Original fehlt</translation>
    </message>
    <message>
        <source>kept: it was changed since</source>
        <translation>behalten: Sie wurde seither geändert</translation>
    </message>
    <message>
        <source>kept: its original is gone, was changed, or is but a link to it</source>
        <translation>behalten: Das Original fehlt, wurde geändert oder ist nur ein Verweis darauf</translation>
    </message>
    <message>
        <source>a link to another file; copy it instead</source>
        <translation>ein Verweis auf eine andere Datei; stattdessen kopieren</translation>
    </message>
    <message>
        <source>gone; was it pulled out?</source>
        <translation>nicht mehr da; wurde der Datenträger abgezogen?</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>der Datenträger ist voll</translation>
    </message>
    <message>
        <source>the disk quota is used up</source>
        <translation>das Speicherkontingent ist erschöpft</translation>
    </message>
    <message>
        <source>the system refused it</source>
        <translation>vom System abgelehnt</translation>
    </message>
    <message>
        <source>damaged or changed since it was brought; brought again, beside it</source>
        <translation>seit dem Einlesen beschädigt oder geändert; erneut daneben eingelesen</translation>
    </message>
    <message>
        <source>a backup goes with copies only</source>
        <translation>eine Sicherung gibt es nur beim Kopieren</translation>
    </message>
    <message>
        <source>restore it from the system&apos;s trash</source>
        <translation>holen Sie sie aus dem Papierkorb des Systems</translation>
    </message>
    <message>
        <source>cannot be written to</source>
        <translation>nicht beschreibbar</translation>
    </message>
    <message>
        <source>not a folder</source>
        <translation>kein Ordner</translation>
    </message>
    <message>
        <source>not there; plug in its disk or card, or make the folder again</source>
        <translation>nicht da; schließen Sie den Datenträger oder die Karte an, oder legen Sie den Ordner neu an</translation>
    </message>
    <message>
        <source>lies on the card itself</source>
        <translation>liegt auf der Karte selbst</translation>
    </message>
    <message>
        <source>is the shoot itself, which would get its frames twice</source>
        <translation>ist das Shooting selbst; es bekäme seine Bilder doppelt</translation>
    </message>
    <message>
        <source>lies in the shoot itself: the copies will be frames of it, too</source>
        <translation>liegt im Shooting selbst: Die Kopien werden ebenfalls Bilder davon</translation>
    </message>
    <message>
        <source>removed since; the rest of its frame is back</source>
        <translation>seitdem entfernt; der Rest des Bildes ist zurück</translation>
    </message>
    <message>
        <source>says something else than the one that is here, which is kept; not brought</source>
        <translation>sagt etwas anderes als die hier vorhandene Datei, die bleibt; nicht eingelesen</translation>
    </message>
    <message>
        <source>1 frame is here in part only; brought whole</source>
        <translation>1 Bild ist nur zum Teil hier; ganz eingelesen</translation>
    </message>
    <message>
        <source>{0} (another file of the frame is shown)</source>
        <translation>{0} (gezeigt wird eine andere Datei des Bildes)</translation>
    </message>
    <message>
        <source>decoding it took longer than {0} s</source>
        <translation>das Decodieren dauerte länger als {0} s</translation>
    </message>
    <message>
        <source>its decoder stood still; it was ended after {0} s</source>
        <translation>sein Decoder stand still; er wurde nach {0} s beendet</translation>
    </message>
    <message>
        <source>the machine was too busy to decode it within {0} s</source>
        <translation>der Rechner war zu beschäftigt, um es in {0} s zu decodieren</translation>
    </message>
    <message>
        <source>reading it did not get on for {0} s</source>
        <translation>das Lesen kam {0} s lang nicht voran</translation>
    </message>
    <message>
        <source>it holds {0} keywords, and {1} are the most that are read</source>
        <translation>sie enthält {0} Stichwörter; mehr als {1} werden nicht gelesen</translation>
    </message>
    <message>
        <source>another delivery, {0}, is at work on it: go on with that, or take it back</source>
        <translation>eine andere Auslieferung, {0}, bearbeitet sie gerade: diese fortsetzen oder rückgängig machen</translation>
    </message>
    <message>
        <source>another aesthcull is at work on delivery {0}</source>
        <translation>ein anderes aesthcull arbeitet an Auslieferung {0}</translation>
    </message>
    <message>
        <source>1 file is in a backup only; brought again to {0}</source>
        <translation>1 Datei liegt nur in einer Sicherung; erneut nach {0} eingelesen</translation>
    </message>
    <message>
        <source>{0} files are in a backup only; brought again to {1}</source>
        <translation>{0} Dateien liegen nur in einer Sicherung; erneut nach {1} eingelesen</translation>
    </message>
    <message>
        <source>{0} frames are here in part only; brought whole</source>
        <translation>{0} Bilder sind nur zum Teil hier; ganz eingelesen</translation>
    </message>
    <message>
        <source>1 frame is here already, in {0}</source>
        <translation>1 Bild ist schon hier, in {0}</translation>
    </message>
    <message>
        <source>{0} frames are here already, in {1}</source>
        <translation>{0} Bilder sind schon hier, in {1}</translation>
    </message>
    <message>
        <source>1 frame has no time of capture; named by the file&apos;s time, as {0}</source>
        <translation>1 Bild hat keine Aufnahmezeit; nach der Zeit der Datei benannt: {0}</translation>
    </message>
    <message>
        <source>{0} frames have no time of capture; named by the file&apos;s time, as {1}</source>
        <translation>{0} Bilder haben keine Aufnahmezeit; nach der Zeit der Datei benannt, etwa {1}</translation>
    </message>
    <message>
        <source>left on the card, neither pictures nor recordings: {0}</source>
        <translation>auf der Karte gelassen, weder Bilder noch Aufnahmen: {0}</translation>
    </message>
    <message>
        <source>1 frame is left out: brought earlier into this shoot, as copies of what is delivered now</source>
        <translation>1 Bild bleibt weg: früher in dieses Shooting gebracht, als Kopie von etwas, das jetzt ausgeliefert wird</translation>
    </message>
    <message>
        <source>{0} frames are left out: brought earlier into this shoot, as copies of what is delivered now</source>
        <translation>{0} Bilder bleiben weg: früher in dieses Shooting gebracht, als Kopien von Bildern, die jetzt ausgeliefert werden</translation>
    </message>
    <message>
        <source>the backup must lie apart from {0}</source>
        <translation>die Sicherung muss getrennt von {0} liegen</translation>
    </message>
    <message>
        <source>{0} are needed, {1} are free</source>
        <translation>{0} nötig, {1} frei</translation>
    </message>
    <message>
        <source>{0} pixels are refused: more than {1} megapixels</source>
        <translation>{0} Pixel werden abgelehnt: mehr als {1} Megapixel</translation>
    </message>
    <message>
        <source>{0}; scan the shoot again</source>
        <translation>{0}; lesen Sie das Shooting neu ein</translation>
    </message>
    <message>
        <source>{0}; was it pulled out, or moved?</source>
        <translation>{0}; wurde der Datenträger abgezogen oder verschoben?</translation>
    </message>
    <message>
        <source>cannot be decoded: {0}</source>
        <translation>nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>cannot be put into the trash: {0}</source>
        <translation>lässt sich nicht in den Papierkorb legen: {0}</translation>
    </message>
    <message>
        <source>folder cannot be read: {0}</source>
        <translation>Ordner nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>not delivered: {0}</source>
        <translation>nicht ausgeliefert: {0}</translation>
    </message>
    <message>
        <source>not written: {0}</source>
        <translation>nicht geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Cancelling…</source>
        <translation>Wird abgebrochen…</translation>
    </message>
    <message>
        <source>{0}: paused at {1} of {2}</source>
        <translation>{0}: angehalten bei {1} von {2}</translation>
    </message>
    <message>
        <source>{0}: paused</source>
        <translation>{0}: angehalten</translation>
    </message>
    <message>
        <source>{0}… {1} of {2}</source>
        <translation>{0}… {1} von {2}</translation>
    </message>
    <message>
        <source>{0}/s</source>
        <translation>{0}/s</translation>
    </message>
    <message>
        <source>{0} a second</source>
        <translation>{0} je Sekunde</translation>
    </message>
    <message>
        <source>{0} left</source>
        <translation>noch {0}</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>{0} series</source>
        <translation>{0} Serien</translation>
    </message>
    <message>
        <source>{0} could not be read</source>
        <translation>{0} nicht lesbar</translation>
    </message>
    <message>
        <source>{0} scanned in {1} on the {2}</source>
        <translation>{0} eingelesen in {1} auf: {2}</translation>
    </message>
    <message>
        <source>{0} scanned in {1}</source>
        <translation>{0} eingelesen in {1}</translation>
    </message>
</context>
<context>
    <name>ProseDesk</name>
    <message>
        <source>Title of {0}</source>
        <translation>Titel von {0}</translation>
    </message>
    <message>
        <source>Remove the title of {0}</source>
        <translation>Titel von {0} entfernen</translation>
    </message>
    <message>
        <source>Description of {0}</source>
        <translation>Beschreibung von {0}</translation>
    </message>
    <message>
        <source>Remove the description of {0}</source>
        <translation>Beschreibung von {0} entfernen</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>einem Bild</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bildern</translation>
    </message>
</context>
<context>
    <name>ProseEditor</name>
    <message>
        <source>A text has at most {0} characters.</source>
        <translation>Ein Text hat höchstens {0} Zeichen.</translation>
    </message>
    <message>
        <source>The frames have different ones</source>
        <translation>Nicht überall gleich</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>{0}: kept when you leave the field; Esc takes it back</source>
        <translation>{0}: bleibt, wenn Sie das Feld verlassen; Esc nimmt es zurück</translation>
    </message>
</context>
<context>
    <name>Reasons</name>
    <message>
        <source>sharpest</source>
        <translation>am schärfsten</translation>
    </message>
    <message>
        <source>highlights kept</source>
        <translation>Lichter erhalten</translation>
    </message>
    <message>
        <source>not too dark</source>
        <translation>nicht zu dunkel</translation>
    </message>
    <message>
        <source>no motion blur</source>
        <translation>nicht verwackelt</translation>
    </message>
    <message>
        <source>least noise</source>
        <translation>am wenigsten Rauschen</translation>
    </message>
    <message>
        <source>least noisy</source>
        <translation>am wenigsten verrauscht</translation>
    </message>
    <message>
        <source>least compressed</source>
        <translation>am wenigsten komprimiert</translation>
    </message>
    <message>
        <source>well exposed</source>
        <translation>gut belichtet</translation>
    </message>
    <message>
        <source>best exposed</source>
        <translation>am besten belichtet</translation>
    </message>
    <message>
        <source>least degraded-looking</source>
        <translation>am wenigsten beschädigt</translation>
    </message>
    <message>
        <source>most neutral colours</source>
        <translation>am farbneutralsten</translation>
    </message>
    <message>
        <source>most level horizon</source>
        <translation>am geradesten</translation>
    </message>
    <message>
        <source>highest aesthetic</source>
        <translation>am ästhetischsten</translation>
    </message>
    <message>
        <source>fewest faults</source>
        <translation>am wenigsten Mängel</translation>
    </message>
    <message>
        <source>sharper than</source>
        <translation>schärfer als</translation>
    </message>
    <message>
        <source>less noise than</source>
        <translation>weniger Rauschen als</translation>
    </message>
    <message>
        <source>less compressed than</source>
        <translation>weniger komprimiert als</translation>
    </message>
    <message>
        <source>first taken</source>
        <translation>zuerst aufgenommen</translation>
    </message>
    <message>
        <source>first by name</source>
        <translation>erstes nach dem Namen</translation>
    </message>
    <message>
        <source>panorama</source>
        <translation>Panorama</translation>
    </message>
    <message>
        <source>exposure bracket</source>
        <translation>Belichtungsreihe</translation>
    </message>
    <message>
        <source>{0} ({1} against {2})</source>
        <translation>{0} ({1} gegen {2})</translation>
    </message>
    <message>
        <source>ties with {0} other: {1}</source>
        <translation>gleichauf mit {0} anderen: {1}</translation>
    </message>
    <message>
        <source>ties with {0} others: {1}</source>
        <translation>gleichauf mit {0} anderen: {1}</translation>
    </message>
    <message>
        <source>among the {0} {1} of {2}</source>
        <translation>unter den {0} von {2}, die {1} sind</translation>
    </message>
    <message>
        <source>the only one {0} of {1}</source>
        <translation>als einziges von {1} {0}</translation>
    </message>
    <message>
        <source>{0} {1} of {2}</source>
        <translation>{0} {1} von {2}</translation>
    </message>
    <message>
        <source>{0} of {1}: belongs together</source>
        <translation>{0} von {1}: gehört zusammen</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>the {0} left</source>
        <translation>den {0} übrigen</translation>
    </message>
</context>
<context>
    <name>RecentMenu</name>
    <message>
        <source>Open recent</source>
        <translation>Zuletzt geöffnete</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keine</translation>
    </message>
</context>
<context>
    <name>ReportsDialog</name>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Models with a report</source>
        <translation>Modelle mit einem Bericht</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No model of your own was trained yet: Sales → Train a model… writes a report.</source>
        <translation>Noch kein eigenes Modell ist trainiert: Verkäufe → Modell trainieren… schreibt einen Bericht.</translation>
    </message>
    <message>
        <source>  ● in use</source>
        <translation>  ● in Gebrauch</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Before and now</source>
        <translation>Vorher und jetzt</translation>
    </message>
    <message>
        <source>Against others</source>
        <translation>Gegen andere</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Figures</source>
        <translation>&amp;Kennzahlen</translation>
    </message>
    <message>
        <source>&amp;Before and now</source>
        <translation>&amp;Vorher und jetzt</translation>
    </message>
    <message>
        <source>&amp;Against others</source>
        <translation>&amp;Gegen andere</translation>
    </message>
    <message>
        <source>Re&amp;port and plots</source>
        <translation>&amp;Bericht und Grafiken</translation>
    </message>
    <message>
        <source>&amp;Notes</source>
        <translation>&amp;Anmerkungen</translation>
    </message>
    <message>
        <source>Not seen before (honest)</source>
        <translation>Nie gesehen (ehrlich)</translation>
    </message>
    <message>
        <source>Random split (naive)</source>
        <translation>Zufällig geteilt (naiv)</translation>
    </message>
    <message>
        <source>Chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>{0} × {1}-fold, 95 % intervals over series and days. The naive split lets near-duplicates fall on both sides; here that changes the AUC by {2:+.3f}. Permutation test: p = {3:.3f}.</source>
        <translation>{0} × {1} Teile, 95-%-Intervalle über Serien und Tage. Die naive Teilung lässt Beinahe-Gleiche auf beide Seiten fallen; hier ändert das die AUC um {2:+.3f}. Permutationstest: p = {3:.3f}.</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Kennzahl</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>Each figure by its own test, with 95 % intervals. {0}.</source>
        <translation>Jede Kennzahl aus ihrer eigenen Prüfung, mit 95-%-Intervallen. {0}.</translation>
    </message>
    <message>
        <source>this model</source>
        <translation>dieses Modell</translation>
    </message>
    <message>
        <source>This model&apos;s AUC is better by</source>
        <translation>Die AUC dieses Modells ist besser um</translation>
    </message>
    <message>
        <source>{0}: {1} good, {2} poor; good means {3}.</source>
        <translation>{0}: {1} gute, {2} schlechte; gut heißt {3}.</translation>
    </message>
</context>
<context>
    <name>RuleForm</name>
    <message>
        <source>By what</source>
        <translation>Wonach</translation>
    </message>
    <message>
        <source>by sales</source>
        <translation>nach Verkäufen</translation>
    </message>
    <message>
        <source>by popularity: sales for the days online</source>
        <translation>nach Beliebtheit: Verkäufe je Tag online</translation>
    </message>
    <message>
        <source>by earnings</source>
        <translation>nach Erlös</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>Währung</translation>
    </message>
    <message>
        <source>&amp;more than</source>
        <translation>&amp;mehr als</translation>
    </message>
    <message>
        <source>the &amp;top against the bottom</source>
        <translation>die &amp;oberen gegen die unteren</translation>
    </message>
    <message>
        <source>More than</source>
        <translation>Mehr als</translation>
    </message>
    <message>
        <source>as man&amp;y good as poor</source>
        <translation>gleich &amp;viele gute wie schlechte</translation>
    </message>
    <message>
        <source>The number is the one that makes the two classes most equal</source>
        <translation>Die Zahl ist die, bei der beide Klassen am ehesten gleich groß sind</translation>
    </message>
    <message>
        <source>Share in per cent</source>
        <translation>Anteil in Prozent</translation>
    </message>
    <message>
        <source>The folder says what is good.</source>
        <translation>Der Ordner sagt, was gut ist.</translation>
    </message>
</context>
<context>
    <name>SavePart</name>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>1 frame written: {1}</source>
        <translation>1 Bild geschrieben: {1}</translation>
    </message>
    <message>
        <source>{0} frames written: {1}</source>
        <translation>{0} Bilder geschrieben: {1}</translation>
    </message>
    <message>
        <source>Nothing was written: the agency would accept none of these frames.</source>
        <translation>Nichts geschrieben: Die Agentur nähme keines dieser Bilder.</translation>
    </message>
    <message>
        <source>There is no folder {0}</source>
        <translation>Den Ordner {0} gibt es nicht</translation>
    </message>
    <message>
        <source>{0} is there already.</source>
        <translation>{0} ist schon da.</translation>
    </message>
    <message>
        <source>&amp;Replace it</source>
        <translation>&amp;Ersetzen</translation>
    </message>
    <message>
        <source>&amp;Keep it</source>
        <translation>Be&amp;halten</translation>
    </message>
    <message>
        <source>Nothing on this machine opens {0}</source>
        <translation>Nichts auf diesem Rechner öffnet {0}</translation>
    </message>
</context>
<context>
    <name>SavedDialog</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name of the filter</source>
        <translation>Name des Filters</translation>
    </message>
    <message>
        <source>Overwrite</source>
        <translation>Überschreiben</translation>
    </message>
    <message>
        <source>Your saved filters</source>
        <translation>Ihre gespeicherten Filter</translation>
    </message>
    <message>
        <source>Show these frames</source>
        <translation>Diese Bilder zeigen</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Rename to “{0}”</source>
        <translation>In „{0}“ umbenennen</translation>
    </message>
    <message>
        <source>“{0}” is always there; choose another name.</source>
        <translation>„{0}“ gibt es immer; wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Type the new name above, then press Rename.</source>
        <translation>Tippen Sie oben den neuen Namen, dann Umbenennen.</translation>
    </message>
    <message>
        <source>Delete the saved filter “{0}”? No frame is changed by it.</source>
        <translation>Den gespeicherten Filter „{0}“ löschen? Kein Bild ändert sich dadurch.</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Save what is shown now</source>
        <translation>Speichern, was jetzt gezeigt ist</translation>
    </message>
</context>
<context>
    <name>SavedMenu</name>
    <message>
        <source>Saved filters</source>
        <translation>Gespeicherte Filter</translation>
    </message>
    <message>
        <source>None of your own yet</source>
        <translation>Noch keine eigenen</translation>
    </message>
</context>
<context>
    <name>ScanWorker</name>
    <message>
        <source>Marks from the card</source>
        <translation>Markierungen von der Karte</translation>
    </message>
</context>
<context>
    <name>ScoreBox</name>
    <message>
        <source>Score</source>
        <translation>Wertung</translation>
    </message>
    <message>
        <source>Lowest score</source>
        <translation>Niedrigste Wertung</translation>
    </message>
    <message>
        <source>Highest score</source>
        <translation>Höchste Wertung</translation>
    </message>
    <message>
        <source>No frame has been scored yet.</source>
        <translation>Noch ist kein Bild bewertet.</translation>
    </message>
</context>
<context>
    <name>ScoreRow</name>
    <message>
        <source>on a scale of {0}–{1}</source>
        <translation>auf einer Skala von {0}–{1}</translation>
    </message>
    <message>
        <source>
median of the shoot: {0}</source>
        <translation>
Median des Shootings: {0}</translation>
    </message>
    <message>
        <source>several models</source>
        <translation>mehrere Modelle</translation>
    </message>
    <message>
        <source>
click for the model&apos;s card</source>
        <translation>
Klick zeigt die Karte des Modells</translation>
    </message>
</context>
<context>
    <name>SeriesDesk</name>
    <message>
        <source>Select two frames or more, or stacks, to merge them into one series.</source>
        <translation>Wählen Sie zwei oder mehr Bilder oder Stapel, um sie zu einer Serie zu verbinden.</translation>
    </message>
    <message>
        <source>Merge {0} frames into a series</source>
        <translation>{0} Bilder zu einer Serie verbinden</translation>
    </message>
    <message>
        <source>These frames are one series already.</source>
        <translation>Diese Bilder sind schon eine Serie.</translation>
    </message>
    <message>
        <source>Split {0} frames from their series</source>
        <translation>{0} Bilder von ihrer Serie trennen</translation>
    </message>
    <message>
        <source>There is nothing to split: no series is selected in part.</source>
        <translation>Nichts zu trennen: Keine Serie ist zum Teil gewählt.</translation>
    </message>
    <message>
        <source>Split a series</source>
        <translation>Eine Serie trennen</translation>
    </message>
    <message>
        <source>Go to the frame that should begin a new series: not the first one of its series.</source>
        <translation>Gehen Sie zu dem Bild, mit dem eine neue Serie beginnen soll: nicht dem ersten seiner Serie.</translation>
    </message>
    <message>
        <source>Take a frame out of its series</source>
        <translation>Ein Bild aus seiner Serie nehmen</translation>
    </message>
    <message>
        <source>Take {0} frames out of their series</source>
        <translation>{0} Bilder aus ihrer Serie nehmen</translation>
    </message>
    <message>
        <source>This is in no series.</source>
        <translation>Dieses ist in keiner Serie.</translation>
    </message>
    <message>
        <source>Suggest another frame</source>
        <translation>Anderes Bild vorschlagen</translation>
    </message>
    <message>
        <source>It is your choice already, or in no series that has a suggested frame.</source>
        <translation>Es ist schon Ihre Wahl oder in keiner Serie mit einem vorgeschlagenen Bild.</translation>
    </message>
    <message>
        <source>Take a set for a series</source>
        <translation>Einen Satz für eine Serie nehmen</translation>
    </message>
    <message>
        <source>Keep a series as a set</source>
        <translation>Eine Serie als Satz behalten</translation>
    </message>
    <message>
        <source>Series as found</source>
        <translation>Serie wie gefunden</translation>
    </message>
    <message>
        <source>Nothing was changed by hand here.</source>
        <translation>Hier wurde nichts von Hand geändert.</translation>
    </message>
    <message>
        <source>Pick the suggested frames of {0:,} series and reject the others: {1:,}?</source>
        <translation>Die vorgeschlagenen Bilder von {0:,} Serien auswählen und die anderen ablehnen: {1:,}?</translation>
    </message>
    <message>
        <source>Pick the suggested frames</source>
        <translation>Vorgeschlagene Bilder auswählen</translation>
    </message>
    <message>
        <source>Pick and reject</source>
        <translation>Auswählen und ablehnen</translation>
    </message>
    <message>
        <source>Pick the suggested of {0:,} series, reject {1:,} others</source>
        <translation>Vorgeschlagene von {0:,} Serien auswählen, {1:,} andere ablehnen</translation>
    </message>
    <message>
        <source>Pick the suggested of {0:,} series, reject {1:,} other</source>
        <translation>Vorgeschlagene von {0:,} Serien auswählen, {1:,} anderes ablehnen</translation>
    </message>
    <message>
        <source>These are picked and rejected already.</source>
        <translation>Diese sind schon ausgewählt und abgelehnt.</translation>
    </message>
    <message>
        <source>Left as you had flagged them: {0:,}.</source>
        <translation>Gelassen, wie Sie sie markiert hatten: {0:,}.</translation>
    </message>
    <message>
        <source>Sets (brackets, panoramas) left alone: {0:,}.</source>
        <translation>Sätze (Belichtungsreihen, Panoramen) nicht angetastet: {0:,}.</translation>
    </message>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gesichert: {0}</translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Sidecar settings</source>
        <translation>Sidecar-Einstellungen</translation>
    </message>
    <message>
        <source>Also on &amp;memory cards, and over read-only files</source>
        <translation>Auch auf Speicher&amp;karten und über schreibgeschützte Dateien</translation>
    </message>
    <message>
        <source>&amp;Read XMP when a shoot is scanned</source>
        <translation>XMP beim Einlesen &amp;lesen</translation>
    </message>
    <message>
        <source>Also XMP inside the &amp;pictures</source>
        <translation>Auch XMP in den &amp;Bildern</translation>
    </message>
    <message>
        <source>&amp;Write sidecars automatically</source>
        <translation>Sidecar-Dateien automatisch &amp;schreiben</translation>
    </message>
    <message>
        <source>Also &amp;into JPEG, TIFF, DNG, HEIC and AVIF files</source>
        <translation>Auch &amp;in JPEG-, TIFF-, DNG-, HEIC- und AVIF-Dateien</translation>
    </message>
    <message>
        <source>If a frame was changed here and in its file</source>
        <translation>Wurde ein Bild hier und in seiner Datei geändert</translation>
    </message>
    <message>
        <source>use the newer change</source>
        <translation>neuere Änderung nehmen</translation>
    </message>
    <message>
        <source>ask me</source>
        <translation>mich fragen</translation>
    </message>
    <message>
        <source>always keep mine</source>
        <translation>immer meine behalten</translation>
    </message>
    <message>
        <source>always take the file&apos;s</source>
        <translation>immer die der Datei nehmen</translation>
    </message>
    <message>
        <source>Write for</source>
        <translation>Schreiben für</translation>
    </message>
    <message>
        <source>all programs</source>
        <translation>alle Programme</translation>
    </message>
    <message>
        <source>Lightroom, Capture One</source>
        <translation>Lightroom, Capture One</translation>
    </message>
    <message>
        <source>Name of a new sidecar</source>
        <translation>Name einer neuen Sidecar-Datei</translation>
    </message>
    <message>
        <source>IMG_1.xmp (Adobe)</source>
        <translation>IMG_1.xmp (Adobe)</translation>
    </message>
    <message>
        <source>IMG_1.CR2.xmp (darktable, digiKam)</source>
        <translation>IMG_1.CR2.xmp (darktable, digiKam)</translation>
    </message>
    <message>
        <source>A reject is written</source>
        <translation>Abgelehntes wird geschrieben</translation>
    </message>
    <message>
        <source>as these programs read it</source>
        <translation>wie diese Programme es lesen</translation>
    </message>
    <message>
        <source>as rating −1 and pick −1</source>
        <translation>als Rating −1 und Pick −1</translation>
    </message>
    <message>
        <source>as rating −1, without its stars</source>
        <translation>als Rating −1, ohne seine Sterne</translation>
    </message>
    <message>
        <source>as pick −1, with its stars</source>
        <translation>als Pick −1, mit seinen Sternen</translation>
    </message>
    <message>
        <source>Flags as in Lightroom; a reject also has the rating −1, which other programs read.</source>
        <translation>Markierungen wie in Lightroom; Abgelehntes hat auch Rating −1, das andere Programme lesen.</translation>
    </message>
    <message>
        <source>Flags as in Lightroom; a reject keeps its stars.</source>
        <translation>Markierungen wie in Lightroom; Abgelehntes behält seine Sterne.</translation>
    </message>
    <message>
        <source>Your originals are changed: XMP is added to the file, the picture itself stays as it is. Camera makers&apos; RAW files are never changed.</source>
        <translation>Ihre Originale werden geändert: XMP kommt in die Datei, das Bild selbst bleibt, wie es ist. RAW-Dateien der Kamerahersteller werden nie geändert.</translation>
    </message>
    <message>
        <source>A reject is rating −1. darktable finds sidecars by their long name only.</source>
        <translation>Abgelehntes ist Rating −1. darktable findet Sidecar-Dateien nur unter ihrem langen Namen.</translation>
    </message>
    <message>
        <source>Also digiKam&apos;s own flags, colours and tags.</source>
        <translation>Auch digiKams eigene Markierungen, Farben und Stichwörter.</translation>
    </message>
    <message>
        <source>Writing to a card that the camera uses may confuse the camera.</source>
        <translation>Wird auf eine Karte geschrieben, die in der Kamera bleibt, kann das die Kamera verwirren.</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>What other programs keep in a sidecar, such as develop settings, stays as it is.</source>
        <translation>Was andere Programme in einer Sidecar-Datei ablegen, etwa Entwicklungseinstellungen, bleibt, wie es ist.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Train</source>
        <translation>Trainieren</translation>
    </message>
    <message>
        <source>Name two folders.</source>
        <translation>Nennen Sie zwei Ordner.</translation>
    </message>
    <message>
        <source>Name a table.</source>
        <translation>Nennen Sie eine Tabelle.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird nachgesehen…</translation>
    </message>
    <message>
        <source>poor</source>
        <translation>schlecht</translation>
    </message>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>{0} good</source>
        <translation>{0} gute</translation>
    </message>
    <message>
        <source>{0} poor</source>
        <translation>{0} schlechte</translation>
    </message>
    <message>
        <source>{0} between, left out</source>
        <translation>{0} dazwischen, weggelassen</translation>
    </message>
    <message>
        <source>good: {0}</source>
        <translation>gut: {0}</translation>
    </message>
    <message>
        <source>Learn from</source>
        <translation>Lernen aus</translation>
    </message>
    <message>
        <source>Good means</source>
        <translation>Gut heißt</translation>
    </message>
</context>
<context>
    <name>ShiftField</name>
    <message>
        <source>Adjust by</source>
        <translation>Korrigieren um</translation>
    </message>
    <message>
        <source>Hours, minutes and seconds; ↑ ↓ a second, with Shift a minute, PgUp an hour</source>
        <translation>Stunden, Minuten und Sekunden; ↑ ↓ eine Sekunde, mit Umschalt eine Minute, Bild ↑ eine Stunde</translation>
    </message>
</context>
<context>
    <name>ShootDesk</name>
    <message>
        <source>Open a shoot</source>
        <translation>Shooting öffnen</translation>
    </message>
    <message>
        <source>Cancelled. What was scanned is kept; F5 goes on.</source>
        <translation>Abgebrochen. Eingelesenes bleibt; F5 macht weiter.</translation>
    </message>
    <message>
        <source>{0}. What was scanned is kept and can be marked; F5 goes on once it is back.</source>
        <translation>{0}. Eingelesenes bleibt und lässt sich markieren; F5 macht weiter, wenn er zurück ist.</translation>
    </message>
</context>
<context>
    <name>SimilarSearch</name>
    <message>
        <source>Looking for frames similar to {0}</source>
        <translation>Bilder ähnlich wie {0} werden gesucht</translation>
    </message>
    <message>
        <source>No other frame of this shoot has been scanned yet.</source>
        <translation>Noch ist kein anderes Bild dieses Shootings eingelesen.</translation>
    </message>
</context>
<context>
    <name>SortChoice</name>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Descending</source>
        <translation>Absteigend</translation>
    </message>
    <message>
        <source>Ascending</source>
        <translation>Aufsteigend</translation>
    </message>
    <message>
        <source>Direction: {0}</source>
        <translation>Richtung: {0}</translation>
    </message>
</context>
<context>
    <name>SourceForm</name>
    <message>
        <source>the frames on &amp;sale</source>
        <translation>den Bildern im &amp;Verkauf</translation>
    </message>
    <message>
        <source>two &amp;folders, good and poor</source>
        <translation>zwei &amp;Ordnern, gut und schlecht</translation>
    </message>
    <message>
        <source>a table of &amp;votes</source>
        <translation>einer &amp;Stimmentabelle</translation>
    </message>
    <message>
        <source>folder of the good photographs</source>
        <translation>Ordner der guten Fotos</translation>
    </message>
    <message>
        <source>folder of the poor photographs</source>
        <translation>Ordner der schlechten Fotos</translation>
    </message>
    <message>
        <source>table of votes</source>
        <translation>Stimmentabelle</translation>
    </message>
    <message>
        <source>Tables (*.csv);;All files (*)</source>
        <translation>Tabellen (*.csv);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Lowest vote</source>
        <translation>Niedrigste Stimme</translation>
    </message>
    <message>
        <source>Highest vote</source>
        <translation>Höchste Stimme</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Poor</source>
        <translation>Schlecht</translation>
    </message>
    <message>
        <source>CSV</source>
        <translation>CSV</translation>
    </message>
    <message>
        <source>Means on</source>
        <translation>Mittelwerte auf</translation>
    </message>
    <message>
        <source>Columns: file, and v1…vK (counts of votes) or mean; perhaps group</source>
        <translation>Spalten: file, dazu v1…vK (Zahl der Stimmen) oder mean; eventuell group</translation>
    </message>
</context>
<context>
    <name>StacksDesk</name>
    <message>
        <source>This frame is in no series.</source>
        <translation>Dieses Bild ist in keiner Serie.</translation>
    </message>
</context>
<context>
    <name>StarsChoice</name>
    <message>
        <source>At least, exactly or at most so many stars</source>
        <translation>Mindestens, genau oder höchstens so viele Sterne</translation>
    </message>
    <message>
        <source>Stars: {0}</source>
        <translation>Sterne: {0}</translation>
    </message>
</context>
<context>
    <name>StarsField</name>
    <message>
        <source>Stars: {0}</source>
        <translation>Sterne: {0}</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
</context>
<context>
    <name>StateTabs</name>
    <message>
        <source>To decide</source>
        <translation>Zu entscheiden</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>Nicht gefunden</translation>
    </message>
    <message>
        <source>Matched</source>
        <translation>Zugeordnet</translation>
    </message>
    <message>
        <source>Show no frame</source>
        <translation>Zeigen kein Bild</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>frame</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>Rate {0} {1} ★</source>
        <translation>{0} mit {1} ★ bewerten</translation>
    </message>
    <message>
        <source>Add “{1}” to {0}</source>
        <translation>„{1}“ zu {0} hinzufügen</translation>
    </message>
    <message>
        <source>Remove “{1}” from {0}</source>
        <translation>„{1}“ von {0} entfernen</translation>
    </message>
    <message>
        <source>Pick {0}</source>
        <translation>{0} auswählen</translation>
    </message>
    <message>
        <source>Reject {0}</source>
        <translation>{0} ablehnen</translation>
    </message>
    <message>
        <source>Label {0} red</source>
        <translation>{0}: Farbe Rot</translation>
    </message>
    <message>
        <source>Label {0} yellow</source>
        <translation>{0}: Farbe Gelb</translation>
    </message>
    <message>
        <source>Label {0} green</source>
        <translation>{0}: Farbe Grün</translation>
    </message>
    <message>
        <source>Label {0} blue</source>
        <translation>{0}: Farbe Blau</translation>
    </message>
    <message>
        <source>Label {0} purple</source>
        <translation>{0}: Farbe Lila</translation>
    </message>
    <message>
        <source>Unflag {0}</source>
        <translation>Markierung von {0} entfernen</translation>
    </message>
    <message>
        <source>Label {0} none</source>
        <translation>{0}: keine Farbe</translation>
    </message>
</context>
<context>
    <name>StudyDialog</name>
    <message>
        <source>Studies</source>
        <translation>Studien</translation>
    </message>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>&amp;Run the study</source>
        <translation>Studie &amp;starten</translation>
    </message>
    <message>
        <source>&amp;Other settings</source>
        <translation>&amp;Andere Einstellungen</translation>
    </message>
    <message>
        <source>Open &amp;folder</source>
        <translation>&amp;Ordner öffnen</translation>
    </message>
    <message>
        <source>Open report in the &amp;browser</source>
        <translation>Bericht im &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Starting the trainer</source>
        <translation>Der Trainer wird gestartet</translation>
    </message>
    <message>
        <source>Nothing on this machine opens {0}</source>
        <translation>Nichts auf diesem Rechner öffnet {0}</translation>
    </message>
    <message>
        <source>{0} trainings</source>
        <translation>{0} Trainings</translation>
    </message>
    <message>
        <source>, {0} of them in earlier runs</source>
        <translation>, {0} davon in früheren Läufen</translation>
    </message>
    <message>
        <source>; {0} photographs could not be read</source>
        <translation>; {0} Fotos nicht lesbar</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Stopped after {0} of {1} trainings. Run it again, and it goes on.</source>
        <translation>Nach {0} von {1} Trainings angehalten. Starten Sie neu, und es geht weiter.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
</context>
<context>
    <name>StudyForm</name>
    <message>
        <source>Study</source>
        <translation>Studie</translation>
    </message>
    <message>
        <source>{0}  (P1, {1})</source>
        <translation>{0}  (P1, {1})</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>Epochs</source>
        <translation>Epochen</translation>
    </message>
    <message>
        <source>Photographs at most</source>
        <translation>Fotos höchstens</translation>
    </message>
    <message>
        <source>What preparing photographs differently does, as in the paper P1: it trained a small network on 400 stock photographs of one author, 200 that sold well and 200 that sold poorly.</source>
        <translation>Was es ausmacht, Fotos anders aufzubereiten, wie in der Arbeit P1: Sie trainierte ein kleines Netz an 400 Stockfotos eines Autors, 200 gut und 200 schlecht verkauften.</translation>
    </message>
    <message>
        <source>repeats, by both splits</source>
        <translation>Wiederholungen, nach beiden Teilungen</translation>
    </message>
    <message>
        <source>epochs (P1: {0})</source>
        <translation>Epochen (P1: {0})</translation>
    </message>
    <message>
        <source>photographs at most</source>
        <translation>Fotos höchstens</translation>
    </message>
    <message>
        <source>The paper P1: {0} % right</source>
        <translation>Die Arbeit P1: {0} % richtig</translation>
    </message>
    <message>
        <source>Studies need torch, which is not installed: pip install &apos;aesthcull[train]&apos;</source>
        <translation>Studien brauchen torch, das nicht installiert ist: pip install &apos;aesthcull[train]&apos;</translation>
    </message>
    <message>
        <source>Choose a row at least.</source>
        <translation>Wählen Sie mindestens eine Zeile.</translation>
    </message>
    <message>
        <source>{0} trainings: with 400 photographs about {1} on two cores, without a GPU.</source>
        <translation>{0} Trainings: mit 400 Fotos etwa {1} auf zwei Kernen, ohne GPU.</translation>
    </message>
    <message>
        <source>Of these {0} takes {1}.</source>
        <translation>Davon braucht {0} {1}.</translation>
    </message>
    <message>
        <source>A study that was stopped goes on where it was.</source>
        <translation>Eine angehaltene Studie geht weiter, wo sie war.</translation>
    </message>
</context>
<context>
    <name>StudyPage</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Plot and table</source>
        <translation>&amp;Grafik und Tabelle</translation>
    </message>
    <message>
        <source>Re&amp;port</source>
        <translation>&amp;Bericht</translation>
    </message>
    <message>
        <source>{0}: {1} of the paper P1, on your photographs</source>
        <translation>{0}: {1} der Arbeit P1, an Ihren Fotos</translation>
    </message>
    <message>
        <source>Paper P1, %</source>
        <translation>Arbeit P1, %</translation>
    </message>
    <message>
        <source>Random split, %</source>
        <translation>Zufällig geteilt, %</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>Split by series, %</source>
        <translation>Nach Serien geteilt, %</translation>
    </message>
    <message>
        <source>Repeats</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>By series, against {0}</source>
        <translation>Nach Serien, gegen {0}</translation>
    </message>
</context>
<context>
    <name>StudyPlot</name>
    <message>
        <source>Accuracy of the rows</source>
        <translation>Genauigkeit der Zeilen</translation>
    </message>
    <message>
        <source>Accuracy, %</source>
        <translation>Genauigkeit, %</translation>
    </message>
    <message>
        <source>random split</source>
        <translation>zufällig geteilt</translation>
    </message>
    <message>
        <source>split by series</source>
        <translation>nach Serien geteilt</translation>
    </message>
    <message>
        <source>chance</source>
        <translation>Zufall</translation>
    </message>
    <message>
        <source>paper P1, random split</source>
        <translation>Arbeit P1, zufällig geteilt</translation>
    </message>
    <message>
        <source>paper P1: at least {0} %</source>
        <translation>Arbeit P1: mindestens {0} %</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Pixels</source>
        <translation>Pixel</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>{0} edited after {1} was taken</source>
        <translation>{0} nach der Aufnahme von {1} bearbeitet</translation>
    </message>
    <message>
        <source>{0} and {1} not taken at the same time</source>
        <translation>{0} und {1} nicht zur selben Zeit aufgenommen</translation>
    </message>
    <message>
        <source>no type</source>
        <translation>ohne Typ</translation>
    </message>
    <message>
        <source>{0} kB</source>
        <translation>{0} kB</translation>
    </message>
    <message>
        <source>{0} MB</source>
        <translation>{0} MB</translation>
    </message>
    <message>
        <source>pick</source>
        <translation>ausgewählt</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>red</source>
        <translation>rot</translation>
    </message>
    <message>
        <source>yellow</source>
        <translation>gelb</translation>
    </message>
    <message>
        <source>green</source>
        <translation>grün</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>blau</translation>
    </message>
    <message>
        <source>purple</source>
        <translation>lila</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>{0} mm</source>
        <translation>{0} mm</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>Paar</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>Lens</source>
        <translation>Objektiv</translation>
    </message>
    <message>
        <source>Exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>Focal length</source>
        <translation>Brennweite</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>Aufnahme</translation>
    </message>
    <message>
        <source>(clock {0})</source>
        <translation>(Uhr {0})</translation>
    </message>
    <message>
        <source>series, {0} of {1}</source>
        <translation>Serie, {0} von {1}</translation>
    </message>
    <message>
        <source>bracket, {0} of {1}</source>
        <translation>Belichtungsreihe, {0} von {1}</translation>
    </message>
    <message>
        <source>panorama, {0} of {1}</source>
        <translation>Panorama, {0} von {1}</translation>
    </message>
    <message>
        <source>set, {0} of {1}</source>
        <translation>Satz, {0} von {1}</translation>
    </message>
    <message>
        <source>Suggested:</source>
        <translation>Vorgeschlagen:</translation>
    </message>
    <message>
        <source>Another one is suggested:</source>
        <translation>Ein anderes ist vorgeschlagen:</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>{0} of them cannot be read</source>
        <translation>{0} davon nicht lesbar</translation>
    </message>
</context>
<context>
    <name>SurveyPage</name>
    <message>
        <source>Survey</source>
        <translation>Überblick</translation>
    </message>
    <message>
        <source>A frame that was surveyed is no longer in the folder.</source>
        <translation>Ein Bild des Überblicks ist nicht mehr im Ordner.</translation>
    </message>
    <message>
        <source>too large to be zoomed all at once: let some drop out first</source>
        <translation>zu groß, um alle zugleich zu vergrößern: Lassen Sie erst einige ausscheiden</translation>
    </message>
    <message>
        <source>The last frame stays.</source>
        <translation>Das letzte Bild bleibt.</translation>
    </message>
    <message>
        <source>{0} frames</source>
        <translation>{0} Bilder</translation>
    </message>
    <message>
        <source>1 frame</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{0}, {1} dropped out</source>
        <translation>{0}, {1} ausgeschieden</translation>
    </message>
</context>
<context>
    <name>Tile</name>
    <message>
        <source>Drop out</source>
        <translation>Ausscheiden</translation>
    </message>
</context>
<context>
    <name>TimeLine</name>
    <message>
        <source>Time line of two cameras</source>
        <translation>Zeitleiste zweier Kameras</translation>
    </message>
    <message>
        <source>← → along a camera, ↑ ↓ to the other one; + − show less or more time</source>
        <translation>← → entlang einer Kamera, ↑ ↓ zur anderen; + − zeigen weniger oder mehr Zeit</translation>
    </message>
    <message>
        <source>Two cameras whose frames have a capture time are compared here.</source>
        <translation>Hier werden zwei Kameras verglichen, deren Bilder eine Aufnahmezeit haben.</translation>
    </message>
    <message>
        <source>the next one is {0} later</source>
        <translation>das nächste ist {0} später</translation>
    </message>
    <message>
        <source>the last one is {0} earlier</source>
        <translation>das letzte ist {0} früher</translation>
    </message>
</context>
<context>
    <name>Tooltip</name>
    <message>
        <source>keywords: {0}</source>
        <translation>Stichwörter: {0}</translation>
    </message>
    <message>
        <source>bracket of {0}</source>
        <translation>Belichtungsreihe von {0}</translation>
    </message>
    <message>
        <source>panorama of {0}</source>
        <translation>Panorama aus {0}</translation>
    </message>
    <message>
        <source>set of {0}</source>
        <translation>Satz von {0}</translation>
    </message>
    <message>
        <source>series of {0}</source>
        <translation>Serie von {0}</translation>
    </message>
    <message>
        <source>{0}, suggested: {1}</source>
        <translation>{0}, vorgeschlagen: {1}</translation>
    </message>
</context>
<context>
    <name>TrainerProcess</name>
    <message>
        <source>The trainer could not be started: {0}</source>
        <translation>Der Trainer ließ sich nicht starten: {0}</translation>
    </message>
    <message>
        <source>status {0}</source>
        <translation>Status {0}</translation>
    </message>
    <message>
        <source>The trainer ended unexpectedly ({0}). Nothing was changed.</source>
        <translation>Der Trainer endete unerwartet ({0}). Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>TrainingDialog</name>
    <message>
        <source>Train a model</source>
        <translation>Modell trainieren</translation>
    </message>
    <message>
        <source>T&amp;rain</source>
        <translation>T&amp;rainieren</translation>
    </message>
    <message>
        <source>&amp;Use this model</source>
        <translation>Dieses Modell &amp;verwenden</translation>
    </message>
    <message>
        <source>&amp;Other settings</source>
        <translation>&amp;Andere Einstellungen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No model of your own was trained yet: there is nothing to retrain.</source>
        <translation>Noch ist kein eigenes Modell trainiert: Nichts ist neu zu trainieren.</translation>
    </message>
    <message>
        <source>{0} These are the usual settings.</source>
        <translation>{0} Dies sind die üblichen Einstellungen.</translation>
    </message>
    <message>
        <source>Starting the trainer</source>
        <translation>Der Trainer wird gestartet</translation>
    </message>
    <message>
        <source>{0} is trained and registered; it is not yet in use.</source>
        <translation>{0} ist trainiert und eingetragen; es ist noch nicht in Gebrauch.</translation>
    </message>
    <message>
        <source>Cancelled. Nothing was changed.</source>
        <translation>Abgebrochen. Nichts wurde geändert.</translation>
    </message>
</context>
<context>
    <name>Upload</name>
    <message>
        <source>the file is missing</source>
        <translation>die Datei fehlt</translation>
    </message>
    <message>
        <source>cannot be read: {0}</source>
        <translation>nicht lesbar: {0}</translation>
    </message>
    <message>
        <source>its size in pixels is not known yet: scan the shoot again</source>
        <translation>die Größe in Pixeln ist noch unbekannt: Lesen Sie das Shooting neu ein</translation>
    </message>
    <message>
        <source>is a RAW file without a JPEG; {0} accepts {1}</source>
        <translation>ist eine RAW-Datei ohne JPEG; {0} nimmt {1}</translation>
    </message>
    <message>
        <source>is {0}; {1} accepts {2}</source>
        <translation>ist {0}; {1} nimmt {2}</translation>
    </message>
    <message>
        <source>the file name has {0} characters; {1} asks for at most {2}</source>
        <translation>der Dateiname hat {0} Zeichen, {1} bittet um höchstens {2}</translation>
    </message>
    <message>
        <source>another frame has the same file name; agencies need a different one for each</source>
        <translation>ein anderes Bild hat denselben Dateinamen; Agenturen brauchen für jedes einen eigenen</translation>
    </message>
    <message>
        <source>the file has {0} MB; {1} accepts at most {2}</source>
        <translation>die Datei hat {0} MB, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>the file has {0} MB; {1} requires at least {2}</source>
        <translation>die Datei hat {0} MB, {1} verlangt mindestens {2}</translation>
    </message>
    <message>
        <source>has {0} megapixels; {1} requires at least {2}</source>
        <translation>hat {0} Megapixel, {1} verlangt mindestens {2}</translation>
    </message>
    <message>
        <source>has {0} megapixels; {1} accepts at most {2}</source>
        <translation>hat {0} Megapixel, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>its shorter side has {0} pixels; {1} requires at least {2}</source>
        <translation>die kürzere Seite hat {0} Pixel, {1} verlangt mindestens {2}</translation>
    </message>
    <message>
        <source>its longer side has {0} pixels; {1} accepts at most {2}</source>
        <translation>die längere Seite hat {0} Pixel, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>the title has {0} characters; {1} accepts at most {2}</source>
        <translation>der Titel hat {0} Zeichen, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>the title has {0} characters; {1} requires at least {2}</source>
        <translation>der Titel hat {0} Zeichen, {1} verlangt mindestens {2}</translation>
    </message>
    <message>
        <source>the title has {0} characters; {1} recommends at most {2}</source>
        <translation>der Titel hat {0} Zeichen, {1} empfiehlt höchstens {2}</translation>
    </message>
    <message>
        <source>the title is written as “{0}”, which no spreadsheet runs as a formula</source>
        <translation>der Titel wird als „{0}“ geschrieben, was kein Tabellenprogramm als Formel ausführt</translation>
    </message>
    <message>
        <source>has no title: the description is used</source>
        <translation>hat keinen Titel: Die Beschreibung steht dafür</translation>
    </message>
    <message>
        <source>the title is made from keywords: agencies reject lists of words</source>
        <translation>der Titel ist aus Stichwörtern gemacht: Agenturen lehnen Wortlisten ab</translation>
    </message>
    <message>
        <source>the description has {0} characters; {1} accepts at most {2}</source>
        <translation>die Beschreibung hat {0} Zeichen, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>the description has {0} characters; {1} requires at least {2}</source>
        <translation>die Beschreibung hat {0} Zeichen, {1} verlangt mindestens {2}</translation>
    </message>
    <message>
        <source>the description has {0} characters; {1} recommends at most {2}</source>
        <translation>die Beschreibung hat {0} Zeichen, {1} empfiehlt höchstens {2}</translation>
    </message>
    <message>
        <source>the description is written as “{0}”, which no spreadsheet runs as a formula</source>
        <translation>die Beschreibung wird als „{0}“ geschrieben, was kein Tabellenprogramm als Formel ausführt</translation>
    </message>
    <message>
        <source>has no description: the title is used</source>
        <translation>hat keine Beschreibung: Der Titel steht dafür</translation>
    </message>
    <message>
        <source>has {0} keywords; {2} requires at least {1}</source>
        <translation>hat {0} Stichwörter, {2} verlangt mindestens {1}</translation>
    </message>
    <message>
        <source>only {0} keywords are written, not: {1}</source>
        <translation>nur {0} Stichwörter werden geschrieben, nicht: {1}</translation>
    </message>
    <message>
        <source>the keywords are written so that no spreadsheet runs them as a formula</source>
        <translation>die Stichwörter werden so geschrieben, dass kein Tabellenprogramm sie als Formel ausführt</translation>
    </message>
    <message>
        <source>has {0} categories; {1} accepts at most {2}</source>
        <translation>hat {0} Kategorien, {1} nimmt höchstens {2}</translation>
    </message>
    <message>
        <source>in the same series as {0}: agencies reject similar frames</source>
        <translation>in derselben Serie wie {0}: Agenturen lehnen ähnliche Bilder ab</translation>
    </message>
    <message>
        <source>rename the file: a CSV cannot hold its name safely</source>
        <translation>benennen Sie die Datei um: Ihr Name ist in einer CSV nicht sicher</translation>
    </message>
    <message>
        <source>{0} asks for file names without special characters and accents</source>
        <translation>{0} bittet um Dateinamen ohne Sonderzeichen und Akzente</translation>
    </message>
    <message>
        <source>has no title</source>
        <translation>hat keinen Titel</translation>
    </message>
    <message>
        <source>has the same title as {0}</source>
        <translation>hat denselben Titel wie {0}</translation>
    </message>
    <message>
        <source>has no description</source>
        <translation>hat keine Beschreibung</translation>
    </message>
    <message>
        <source>has no keywords</source>
        <translation>hat keine Stichwörter</translation>
    </message>
    <message>
        <source>has no category</source>
        <translation>hat keine Kategorie</translation>
    </message>
    <message>
        <source>category suggested by the keyword “{0}”</source>
        <translation>Kategorie nach dem Stichwort „{0}“ vorgeschlagen</translation>
    </message>
    <message>
        <source>{0} has no category “{1}”</source>
        <translation>{0} hat keine Kategorie „{1}“</translation>
    </message>
</context>
<context>
    <name>UploadDialog</name>
    <message>
        <source>Upload CSV</source>
        <translation>CSV zum Hochladen</translation>
    </message>
    <message>
        <source>&amp;Next problem</source>
        <translation>&amp;Nächstes Problem</translation>
    </message>
    <message>
        <source>Fill do&amp;wn</source>
        <translation>Nach &amp;unten füllen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>No frames here. Choose other frames above, or pick some in the grid with P.</source>
        <translation>Hier sind keine Bilder. Nehmen Sie oben andere, oder wählen Sie im Raster mit P welche aus.</translation>
    </message>
    <message>
        <source>{0} of {1} frames will be written</source>
        <translation>{0} von {1} Bildern werden geschrieben</translation>
    </message>
    <message>
        <source>Copies the first selected row to all selected rows (Ctrl+D)</source>
        <translation>Kopiert die erste gewählte Zeile in alle gewählten (Strg+D)</translation>
    </message>
    <message>
        <source>{0} left out</source>
        <translation>{0} weggelassen</translation>
    </message>
    <message>
        <source>{0} with warnings</source>
        <translation>{0} mit Warnungen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>F8</source>
        <translation>F8</translation>
    </message>
</context>
<context>
    <name>UploadEditing</name>
    <message>
        <source>Not saved: {0}</source>
        <translation>Nicht gesichert: {0}</translation>
    </message>
    <message>
        <source>Title of a frame</source>
        <translation>Titel eines Bildes</translation>
    </message>
    <message>
        <source>Title of {0} frames</source>
        <translation>Titel von {0} Bildern</translation>
    </message>
    <message>
        <source>Description of a frame</source>
        <translation>Beschreibung eines Bildes</translation>
    </message>
    <message>
        <source>Description of {0} frames</source>
        <translation>Beschreibung von {0} Bildern</translation>
    </message>
    <message>
        <source>Keywords of a frame</source>
        <translation>Stichwörter eines Bildes</translation>
    </message>
    <message>
        <source>Keywords of {0} frames</source>
        <translation>Stichwörter von {0} Bildern</translation>
    </message>
    <message>
        <source>Category of a frame</source>
        <translation>Kategorie eines Bildes</translation>
    </message>
    <message>
        <source>Category of {0} frames</source>
        <translation>Kategorie von {0} Bildern</translation>
    </message>
</context>
<context>
    <name>UploadModel</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>Kategorie</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>… and {0} more</source>
        <translation>… und {0} weitere</translation>
    </message>
</context>
<context>
    <name>UploadOptions</name>
    <message>
        <source>Agency</source>
        <translation>Agentur</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>Maximum keywords</source>
        <translation>Stichwörter, höchstens</translation>
    </message>
    <message>
        <source>Minimum confidence of suggested keywords</source>
        <translation>Mindestsicherheit der vorgeschlagenen Stichwörter</translation>
    </message>
    <message>
        <source>Suggested keywords with less confidence are left out</source>
        <translation>Vorgeschlagene Stichwörter mit weniger Sicherheit werden weggelassen</translation>
    </message>
    <message>
        <source>Made from the first keywords; edit them before you upload</source>
        <translation>Aus den ersten Stichwörtern gemacht; überarbeiten Sie sie vor dem Hochladen</translation>
    </message>
    <message>
        <source>&amp;Category if none is set</source>
        <translation>&amp;Kategorie, wenn keine gesetzt ist</translation>
    </message>
    <message>
        <source>Maximum &amp;keywords</source>
        <translation>S&amp;tichwörter, höchstens</translation>
    </message>
    <message>
        <source>&amp;Minimum confidence</source>
        <translation>&amp;Mindestsicherheit</translation>
    </message>
    <message>
        <source>Enter: edit  ·  Ctrl+Enter: all selected</source>
        <translation>Eingabe: bearbeiten  ·  Strg+Eingabe: alle gewählten</translation>
    </message>
    <message>
        <source>{0}&apos;s CSV cannot say so: choose it on its pages</source>
        <translation>Die CSV von {0} kann das nicht angeben: Wählen Sie es auf deren Seiten</translation>
    </message>
    <message>
        <source>Suggested and single frames ({0})</source>
        <translation>Vorgeschlagene und einzelne Bilder ({0})</translation>
    </message>
    <message>
        <source>Selected frames ({0})</source>
        <translation>Markierte Bilder ({0})</translation>
    </message>
    <message>
        <source>Frames shown in the grid ({0})</source>
        <translation>Im Raster gezeigte Bilder ({0})</translation>
    </message>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>E&amp;ditorial use only</source>
        <translation>Nur re&amp;daktionell</translation>
    </message>
    <message>
        <source>&amp;Propose missing titles</source>
        <translation>&amp;Fehlende Titel vorschlagen</translation>
    </message>
    <message>
        <source>&amp;Agency</source>
        <translation>&amp;Agentur</translation>
    </message>
    <message>
        <source>&amp;Frames</source>
        <translation>&amp;Bilder</translation>
    </message>
    <message>
        <source>Picks of the shoot ({0})</source>
        <translation>Ausgewählte des Shootings ({0})</translation>
    </message>
</context>
<context>
    <name>UploadTable</name>
    <message>
        <source>Frames to upload</source>
        <translation>Bilder zum Hochladen</translation>
    </message>
</context>
<context>
    <name>UploadsBar</name>
    <message>
        <source>folder of the uploaded pictures</source>
        <translation>Ordner der hochgeladenen Bilder</translation>
    </message>
    <message>
        <source>no agency</source>
        <translation>keine Agentur</translation>
    </message>
    <message>
        <source>&amp;Match</source>
        <translation>&amp;Zuordnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>The JPEGs as you uploaded them, under the same file names. Each is compared with all scanned frames. If all are on sale at an agency, name it: those that never sold count, too.</source>
        <translation>Die JPEGs, wie Sie sie hochgeladen haben, unter denselben Dateinamen. Jedes wird mit allen eingelesenen Bildern verglichen. Sind alle bei einer Agentur im Verkauf, nennen Sie sie: Auch die nie verkauften zählen.</translation>
    </message>
    <message>
        <source>On sale at</source>
        <translation>Im Verkauf bei</translation>
    </message>
</context>
<context>
    <name>VersionsModel</name>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>nicht in Gebrauch</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>How good</source>
        <translation>Wie gut</translation>
    </message>
</context>
<context>
    <name>VersionsTable</name>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
</context>
<context>
    <name>VotesView</name>
    <message>
        <source>Predicted votes for the aesthetic score</source>
        <translation>Vorhergesagte Stimmen zur ästhetischen Wertung</translation>
    </message>
    <message>
        <source>votes</source>
        <translation>Stimmen</translation>
    </message>
</context>
<context>
    <name>Xmp</name>
    <message>
        <source>Flag</source>
        <translation>Markierung</translation>
    </message>
    <message>
        <source>Stars</source>
        <translation>Sterne</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Titel</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Read XMP of a frame</source>
        <translation>XMP eines Bildes lesen</translation>
    </message>
    <message>
        <source>Read XMP of {0} frames</source>
        <translation>XMP von {0} Bildern lesen</translation>
    </message>
    <message>
        <source>The XMP matches the frames.</source>
        <translation>Das XMP stimmt mit den Bildern überein.</translation>
    </message>
    <message>
        <source>No XMP has changed.</source>
        <translation>Kein XMP hat sich geändert.</translation>
    </message>
    <message>
        <source>Marks of 1 frame were updated from its XMP.</source>
        <translation>Die Markierungen eines Bildes kamen aus seinem XMP.</translation>
    </message>
    <message>
        <source>Marks of {0} frames were updated from their XMP.</source>
        <translation>Die Markierungen von {0} Bildern kamen aus ihrem XMP.</translation>
    </message>
    <message>
        <source>Nothing to write: the sidecars are up to date.</source>
        <translation>Nichts zu schreiben: Die Sidecar-Dateien sind aktuell.</translation>
    </message>
    <message>
        <source>1 frame was changed both here and in its file: decide which to keep.</source>
        <translation>Ein Bild wurde hier und in seiner Datei geändert: entscheiden Sie, was bleibt.</translation>
    </message>
    <message>
        <source>{0} frames were changed both here and in their files: decide which to keep.</source>
        <translation>{0} Bilder wurden hier und in ihren Dateien geändert: entscheiden Sie, was bleibt.</translation>
    </message>
    <message>
        <source>Wrote {0}.</source>
        <translation>{0} geschrieben.</translation>
    </message>
    <message>
        <source>Wrote {0} sidecars.</source>
        <translation>{0} Sidecar-Dateien geschrieben.</translation>
    </message>
    <message>
        <source>And {0} more.</source>
        <translation>Und {0} weitere.</translation>
    </message>
</context>
<context>
    <name>XmpDesk</name>
    <message>
        <source>Cancelled. What was written before is kept.</source>
        <translation>Abgebrochen. Was schon geschrieben ist, bleibt.</translation>
    </message>
    <message>
        <source>Sidecars are being read or written already.</source>
        <translation>Sidecar-Dateien werden schon gelesen oder geschrieben.</translation>
    </message>
    <message>
        <source>The scan reads the sidecars; try again once it is done.</source>
        <translation>Das Einlesen liest die Sidecar-Dateien; versuchen Sie es danach noch einmal.</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Entscheiden…</translation>
    </message>
    <message>
        <source>Sidecars: {0}</source>
        <translation>Sidecar-Dateien: {0}</translation>
    </message>
    <message>
        <source>Sidecars are not written: {0}</source>
        <translation>Sidecar-Dateien werden nicht geschrieben: {0}</translation>
    </message>
</context>
<context>
    <name>_ChipButton</name>
    <message>
        <source>Take away: {0}</source>
        <translation>Wegnehmen: {0}</translation>
    </message>
</context>
<context>
    <name>_Lines</name>
    <message>
        <source>{0} of {1} frames</source>
        <translation>{0} von {1} Bildern</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>suggested by {0}, {1} %</source>
        <translation>vorgeschlagen von {0}, {1} %</translation>
    </message>
</context>
<context>
    <name>_Rows</name>
    <message>
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Changed by you; {0} has: {1}</source>
        <translation>Von Ihnen geändert; in {0}: {1}</translation>
    </message>
</context>
<context>
    <name>actions</name>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Open folder…</source>
        <translation>Ordner öffnen…</translation>
    </message>
    <message>
        <source>Open the sample shoot</source>
        <translation>Beispiel-Shooting öffnen</translation>
    </message>
    <message>
        <source>Scan again</source>
        <translation>Neu einlesen</translation>
    </message>
    <message>
        <source>Pause or go on</source>
        <translation>Anhalten oder fortsetzen</translation>
    </message>
    <message>
        <source>Cancel the scan</source>
        <translation>Einlesen abbrechen</translation>
    </message>
    <message>
        <source>Ingest from a card…</source>
        <translation>Von Karte übernehmen…</translation>
    </message>
    <message>
        <source>Deliver…</source>
        <translation>Ausliefern…</translation>
    </message>
    <message>
        <source>Deliveries…</source>
        <translation>Auslieferungen…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>History…</source>
        <translation>Verlauf…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Keyboard shortcuts…</source>
        <translation>Tastenkürzel…</translation>
    </message>
    <message>
        <source>Mark</source>
        <translation>Markieren</translation>
    </message>
    <message>
        <source>Pick</source>
        <translation>Auswählen</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>Ablehnen</translation>
    </message>
    <message>
        <source>Unflag</source>
        <translation>Markierung entfernen</translation>
    </message>
    <message>
        <source>Pick or unflag</source>
        <translation>Auswählen oder nicht</translation>
    </message>
    <message>
        <source>Reject or unflag</source>
        <translation>Ablehnen oder nicht</translation>
    </message>
    <message>
        <source>No stars</source>
        <translation>Keine Sterne</translation>
    </message>
    <message>
        <source>1 star</source>
        <translation>1 Stern</translation>
    </message>
    <message>
        <source>2 stars</source>
        <translation>2 Sterne</translation>
    </message>
    <message>
        <source>3 stars</source>
        <translation>3 Sterne</translation>
    </message>
    <message>
        <source>4 stars</source>
        <translation>4 Sterne</translation>
    </message>
    <message>
        <source>5 stars</source>
        <translation>5 Sterne</translation>
    </message>
    <message>
        <source>Label red</source>
        <translation>Farbe Rot</translation>
    </message>
    <message>
        <source>Label yellow</source>
        <translation>Farbe Gelb</translation>
    </message>
    <message>
        <source>Label green</source>
        <translation>Farbe Grün</translation>
    </message>
    <message>
        <source>Label blue</source>
        <translation>Farbe Blau</translation>
    </message>
    <message>
        <source>Label purple</source>
        <translation>Farbe Lila</translation>
    </message>
    <message>
        <source>No label</source>
        <translation>Keine Farbe</translation>
    </message>
    <message>
        <source>Auto-advance</source>
        <translation>Automatisch weiter</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>Next frame</source>
        <translation>Nächstes Bild</translation>
    </message>
    <message>
        <source>Previous frame</source>
        <translation>Voriges Bild</translation>
    </message>
    <message>
        <source>Next frame without a flag</source>
        <translation>Nächstes unmarkiertes Bild</translation>
    </message>
    <message>
        <source>Previous frame without a flag</source>
        <translation>Voriges unmarkiertes Bild</translation>
    </message>
    <message>
        <source>Series</source>
        <translation>Serie</translation>
    </message>
    <message>
        <source>Collapse series</source>
        <translation>Serien stapeln</translation>
    </message>
    <message>
        <source>Expand or collapse this series</source>
        <translation>Diese Serie auf- oder zuklappen</translation>
    </message>
    <message>
        <source>Next series</source>
        <translation>Nächste Serie</translation>
    </message>
    <message>
        <source>Previous series</source>
        <translation>Vorige Serie</translation>
    </message>
    <message>
        <source>Pick the suggested, reject the others</source>
        <translation>Vorgeschlagenes wählen, Rest ablehnen</translation>
    </message>
    <message>
        <source>Pick the suggested of all series…</source>
        <translation>Vorgeschlagene aller Serien wählen…</translation>
    </message>
    <message>
        <source>Suggest this frame</source>
        <translation>Dieses Bild vorschlagen</translation>
    </message>
    <message>
        <source>Merge into one series</source>
        <translation>Zu einer Serie verbinden</translation>
    </message>
    <message>
        <source>Split here, or the selected off</source>
        <translation>Hier trennen, oder die Gewählten ab</translation>
    </message>
    <message>
        <source>Take out of the series</source>
        <translation>Aus der Serie nehmen</translation>
    </message>
    <message>
        <source>Keep as a set, or not</source>
        <translation>Als Satz behalten, oder nicht</translation>
    </message>
    <message>
        <source>As found, without my edits</source>
        <translation>Wie gefunden, ohne meine Änderungen</translation>
    </message>
    <message>
        <source>View</source>
        <translation>Ansicht</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Grid or loupe</source>
        <translation>Raster oder Lupe</translation>
    </message>
    <message>
        <source>Zoom to 100 % or fit</source>
        <translation>Zoom 100 % oder ganz</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Zoom: fit</source>
        <translation>Zoom: ganz</translation>
    </message>
    <message>
        <source>Zoom: 100 %</source>
        <translation>Zoom: 100 %</translation>
    </message>
    <message>
        <source>Zoom: 200 %</source>
        <translation>Zoom: 200 %</translation>
    </message>
    <message>
        <source>Filmstrip</source>
        <translation>Filmstreifen</translation>
    </message>
    <message>
        <source>Filmstrip of the series only</source>
        <translation>Filmstreifen nur der Serie</translation>
    </message>
    <message>
        <source>Larger thumbnails</source>
        <translation>Größere Miniaturen</translation>
    </message>
    <message>
        <source>Smaller thumbnails</source>
        <translation>Kleinere Miniaturen</translation>
    </message>
    <message>
        <source>Photograph only</source>
        <translation>Nur das Foto</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>Compare with a champion</source>
        <translation>Mit einem Champion vergleichen</translation>
    </message>
    <message>
        <source>Survey 2 to 12 frames</source>
        <translation>Überblick über 2 bis 12 Bilder</translation>
    </message>
    <message>
        <source>Marks act on the other side</source>
        <translation>Die andere Seite markieren</translation>
    </message>
    <message>
        <source>Challenger becomes the champion</source>
        <translation>Herausforderer wird Champion</translation>
    </message>
    <message>
        <source>Swap champion and challenger</source>
        <translation>Die beiden vertauschen</translation>
    </message>
    <message>
        <source>Drop out of the survey</source>
        <translation>Aus dem Überblick ausscheiden</translation>
    </message>
    <message>
        <source>Bring back who dropped out last</source>
        <translation>Zuletzt Ausgeschiedenes zurück</translation>
    </message>
    <message>
        <source>Pick who remains, reject who dropped out</source>
        <translation>Rest wählen, Ausgeschiedene ablehnen</translation>
    </message>
    <message>
        <source>Take the offset away</source>
        <translation>Versatz aufheben</translation>
    </message>
    <message>
        <source>Overlays</source>
        <translation>Einblenden</translation>
    </message>
    <message>
        <source>Histogram</source>
        <translation>Histogramm</translation>
    </message>
    <message>
        <source>Clipped highlights and shadows</source>
        <translation>Lichter- und Tiefenwarnung</translation>
    </message>
    <message>
        <source>Focus peaking</source>
        <translation>Schärfe hervorheben</translation>
    </message>
    <message>
        <source>Rule of thirds</source>
        <translation>Drittelregel</translation>
    </message>
    <message>
        <source>Information panel</source>
        <translation>Informationen</translation>
    </message>
    <message>
        <source>Type keywords</source>
        <translation>Stichwörter tippen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Finden</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Filter…</source>
        <translation>Filter…</translation>
    </message>
    <message>
        <source>Sort by…</source>
        <translation>Sortieren nach …</translation>
    </message>
    <message>
        <source>Picks only</source>
        <translation>Nur Ausgewählte</translation>
    </message>
    <message>
        <source>Undecided only</source>
        <translation>Nur Unentschiedene</translation>
    </message>
    <message>
        <source>Rejects only</source>
        <translation>Nur Abgelehnte</translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter aufheben</translation>
    </message>
    <message>
        <source>Frames similar to this</source>
        <translation>Ähnliche Bilder</translation>
    </message>
    <message>
        <source>Back from the similar frames</source>
        <translation>Zurück von den ähnlichen</translation>
    </message>
    <message>
        <source>Save or manage filters…</source>
        <translation>Filter speichern und verwalten…</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>Title and description</source>
        <translation>Titel und Beschreibung</translation>
    </message>
    <message>
        <source>Read sidecars</source>
        <translation>Sidecar-Dateien lesen</translation>
    </message>
    <message>
        <source>Write sidecars</source>
        <translation>Sidecar-Dateien schreiben</translation>
    </message>
    <message>
        <source>Write sidecars of selected frames</source>
        <translation>Sidecar-Dateien der gewählten Bilder schreiben</translation>
    </message>
    <message>
        <source>Sidecar conflicts…</source>
        <translation>Sidecar-Konflikte…</translation>
    </message>
    <message>
        <source>Camera clocks…</source>
        <translation>Kamera-Uhren…</translation>
    </message>
    <message>
        <source>Sidecar settings…</source>
        <translation>Sidecar-Einstellungen…</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>Berichte</translation>
    </message>
    <message>
        <source>Contact sheet…</source>
        <translation>Kontaktbogen…</translation>
    </message>
    <message>
        <source>Proof sheet of the picks…</source>
        <translation>Auswahlseite der Ausgewählten…</translation>
    </message>
    <message>
        <source>Ranking as CSV…</source>
        <translation>Rangliste als CSV…</translation>
    </message>
    <message>
        <source>Best and worst…</source>
        <translation>Beste und schlechteste…</translation>
    </message>
    <message>
        <source>Upload CSV…</source>
        <translation>CSV zum Hochladen…</translation>
    </message>
    <message>
        <source>Sales</source>
        <translation>Verkäufe</translation>
    </message>
    <message>
        <source>Import sales report…</source>
        <translation>Verkaufsbericht einlesen…</translation>
    </message>
    <message>
        <source>Imported reports…</source>
        <translation>Eingelesene Berichte…</translation>
    </message>
    <message>
        <source>Matches…</source>
        <translation>Zuordnungen…</translation>
    </message>
    <message>
        <source>Train a model…</source>
        <translation>Modell trainieren…</translation>
    </message>
    <message>
        <source>Retrain…</source>
        <translation>Neu trainieren…</translation>
    </message>
    <message>
        <source>Studies…</source>
        <translation>Studien…</translation>
    </message>
    <message>
        <source>Reports…</source>
        <translation>Berichte…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>Modelle</translation>
    </message>
    <message>
        <source>Models…</source>
        <translation>Modelle…</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Theme of the desktop</source>
        <translation>Wie die Arbeitsfläche</translation>
    </message>
    <message>
        <source>Profile of the display…</source>
        <translation>Profil des Bildschirms…</translation>
    </message>
    <message>
        <source>No profile: show sRGB</source>
        <translation>Kein Profil: sRGB zeigen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keys at a glance</source>
        <translation>Tasten auf einen Blick</translation>
    </message>
    <message>
        <source>User guide</source>
        <translation>Handbuch</translation>
    </message>
    <message>
        <source>Language…</source>
        <translation>Sprache…</translation>
    </message>
    <message>
        <source>← → ↑ ↓</source>
        <translation>← → ↑ ↓</translation>
    </message>
    <message>
        <source>Previous or next frame</source>
        <translation>Voriges oder nächstes Bild</translation>
    </message>
    <message>
        <source>Shift + ← → ↑ ↓</source>
        <translation>Umschalt + ← → ↑ ↓</translation>
    </message>
    <message>
        <source>Extend the selection, or move the picture</source>
        <translation>Auswahl erweitern, Bild verschieben</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>First or last frame</source>
        <translation>Erstes oder letztes Bild</translation>
    </message>
    <message>
        <source>PgUp, PgDown</source>
        <translation>Bild ↑, Bild ↓</translation>
    </message>
    <message>
        <source>A screen back or on</source>
        <translation>Einen Schirm zurück oder vor</translation>
    </message>
    <message>
        <source>Return</source>
        <translation>Eingabe</translation>
    </message>
    <message>
        <source>Open the loupe (grid)</source>
        <translation>Lupe öffnen (Raster)</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Next field; other side (compare)</source>
        <translation>Nächstes Feld; andere Seite (Vergleich)</translation>
    </message>
    <message>
        <source>Ctrl + ← → ↑ ↓</source>
        <translation>Strg + ← → ↑ ↓</translation>
    </message>
    <message>
        <source>Move one picture alone (zoomed)</source>
        <translation>Nur ein Bild verschieben (gezoomt)</translation>
    </message>
    <message>
        <source>Caps Lock</source>
        <translation>Feststelltaste</translation>
    </message>
    <message>
        <source>Auto-advance while it is on</source>
        <translation>Automatisch weiter, solange sie an ist</translation>
    </message>
</context>
<context>
    <name>faults</name>
    <message>
        <source>certain</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>probable</source>
        <translation>wahrscheinlich</translation>
    </message>
    <message>
        <source>possible</source>
        <translation>möglich</translation>
    </message>
    <message>
        <source>sideways</source>
        <translation>seitwärts</translation>
    </message>
    <message>
        <source>rising to the right</source>
        <translation>nach rechts steigend</translation>
    </message>
    <message>
        <source>up and down</source>
        <translation>auf und ab</translation>
    </message>
    <message>
        <source>falling to the right</source>
        <translation>nach rechts fallend</translation>
    </message>
    <message>
        <source>nothing sharp</source>
        <translation>nichts scharf</translation>
    </message>
    <message>
        <source>motion blur</source>
        <translation>Bewegungsunschärfe</translation>
    </message>
    <message>
        <source>too dark</source>
        <translation>zu dunkel</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>strongly compressed</source>
        <translation>stark komprimiert</translation>
    </message>
    <message>
        <source>{0} % burnt out to white</source>
        <translation>{0} % ausgebrannt</translation>
    </message>
    <message>
        <source>{0} % blocked to black</source>
        <translation>{0} % zugelaufen</translation>
    </message>
    <message>
        <source>horizon drops {0}° to the right ({1})</source>
        <translation>Horizont fällt {0}° nach rechts ({1})</translation>
    </message>
    <message>
        <source>horizon drops {0}° to the left ({1})</source>
        <translation>Horizont fällt {0}° nach links ({1})</translation>
    </message>
</context>
<context>
    <name>scores</name>
    <message>
        <source>backbone</source>
        <translation>Grundnetz</translation>
    </message>
    <message>
        <source>aesthetic</source>
        <translation>ästhetisch</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>Farbe</translation>
    </message>
    <message>
        <source>garment</source>
        <translation>Kleidungsstück</translation>
    </message>
    <message>
        <source>keywords</source>
        <translation>Stichwörter</translation>
    </message>
    <message>
        <source>pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>popular</source>
        <translation>beliebt</translation>
    </message>
    <message>
        <source>professional</source>
        <translation>professionell</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>Qualität</translation>
    </message>
    <message>
        <source>scene</source>
        <translation>Szene</translation>
    </message>
    <message>
        <source>sells</source>
        <translation>verkauft sich</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>Ähnlichkeit</translation>
    </message>
    <message>
        <source>sleeve</source>
        <translation>Ärmel</translation>
    </message>
    <message>
        <source>sharpness</source>
        <translation>Schärfe</translation>
    </message>
    <message>
        <source>exposure</source>
        <translation>Belichtung</translation>
    </message>
    <message>
        <source>brightness</source>
        <translation>Helligkeit</translation>
    </message>
    <message>
        <source>highlights</source>
        <translation>Lichter</translation>
    </message>
    <message>
        <source>shadows</source>
        <translation>Tiefen</translation>
    </message>
    <message>
        <source>white point</source>
        <translation>Weißpunkt</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>Rauschen</translation>
    </message>
    <message>
        <source>compression</source>
        <translation>Kompression</translation>
    </message>
    <message>
        <source>colour cast</source>
        <translation>Farbstich</translation>
    </message>
    <message>
        <source>motion blur</source>
        <translation>Bewegungsunschärfe</translation>
    </message>
    <message>
        <source>motion direction</source>
        <translation>Bewegungsrichtung</translation>
    </message>
    <message>
        <source>tilt</source>
        <translation>Neigung</translation>
    </message>
</context>
<context>
    <name>stages</name>
    <message>
        <source>Looking at the card</source>
        <translation>Karte wird angesehen</translation>
    </message>
    <message>
        <source>Looking for what is here already</source>
        <translation>Vorhandenes wird gesucht</translation>
    </message>
    <message>
        <source>Reading when they were taken</source>
        <translation>Aufnahmezeiten werden gelesen</translation>
    </message>
    <message>
        <source>Looking at the files</source>
        <translation>Dateien werden angesehen</translation>
    </message>
    <message>
        <source>Finding names</source>
        <translation>Namen werden gebildet</translation>
    </message>
    <message>
        <source>Copying</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Moving</source>
        <translation>Verschieben</translation>
    </message>
    <message>
        <source>Linking</source>
        <translation>Verknüpfen</translation>
    </message>
    <message>
        <source>To the trash</source>
        <translation>In den Papierkorb</translation>
    </message>
    <message>
        <source>Copying from the card</source>
        <translation>Von der Karte kopieren</translation>
    </message>
    <message>
        <source>Taking back</source>
        <translation>Wird zurückgenommen</translation>
    </message>
    <message>
        <source>Comparing frames of one name</source>
        <translation>Bilder eines Namens werden verglichen</translation>
    </message>
    <message>
        <source>Matching sales with frames</source>
        <translation>Verkäufe werden zugeordnet</translation>
    </message>
    <message>
        <source>Contact sheet</source>
        <translation>Kontaktbogen</translation>
    </message>
    <message>
        <source>Proof sheet</source>
        <translation>Auswahlseite</translation>
    </message>
    <message>
        <source>Looking for photographs</source>
        <translation>Fotos werden gesucht</translation>
    </message>
    <message>
        <source>Writing the ranking</source>
        <translation>Rangliste wird geschrieben</translation>
    </message>
    <message>
        <source>Looking at what is known</source>
        <translation>Bekanntes wird durchgesehen</translation>
    </message>
    <message>
        <source>Comparing the cameras&apos; pictures</source>
        <translation>Bilder der Kameras werden verglichen</translation>
    </message>
    <message>
        <source>Looking at the photographs</source>
        <translation>Fotos werden angesehen</translation>
    </message>
    <message>
        <source>Preparing the search</source>
        <translation>Suche wird vorbereitet</translation>
    </message>
    <message>
        <source>Grouping near-duplicates</source>
        <translation>Serien werden gebildet</translation>
    </message>
    <message>
        <source>Comparing RAW and JPEG</source>
        <translation>RAW und JPEG werden verglichen</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Einlesen</translation>
    </message>
    <message>
        <source>Reading XMP</source>
        <translation>XMP wird gelesen</translation>
    </message>
    <message>
        <source>Writing sidecars</source>
        <translation>Sidecar-Dateien werden geschrieben</translation>
    </message>
    <message>
        <source>Looking for uploaded pictures</source>
        <translation>Hochgeladene Bilder werden gesucht</translation>
    </message>
    <message>
        <source>Recognising uploaded pictures</source>
        <translation>Hochgeladene Bilder werden erkannt</translation>
    </message>
    <message>
        <source>Testing with a random split</source>
        <translation>Prüfung mit zufälliger Teilung</translation>
    </message>
    <message>
        <source>Shuffling the history</source>
        <translation>Verlauf wird gemischt</translation>
    </message>
    <message>
        <source>Comparing with other ways of learning</source>
        <translation>Vergleich mit anderen Lernverfahren</translation>
    </message>
    <message>
        <source>Training on all frames</source>
        <translation>Training an allen Bildern</translation>
    </message>
    <message>
        <source>Reading the photographs</source>
        <translation>Fotos werden gelesen</translation>
    </message>
    <message>
        <source>Reading the catalogue</source>
        <translation>Katalog wird gelesen</translation>
    </message>
</context>
</TS>
