<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>ApplyBar</name>
    <message numerus="yes">
        <source>Only the %n chosen picture(s)</source>
        <translation>
            <numerusform>Only the %n chosen picture</numerusform>
            <numerusform>Only the %n chosen pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueDialog</name>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n model</numerusform>
            <numerusform>%n models</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FaceBoard</name>
    <message numerus="yes">
        <source>%Ln face(s). Tick those that are to be restored; the others stay as they are.</source>
        <translation>
            <numerusform>%Ln face. Tick it if it is to be restored; else it stays as it is.</numerusform>
            <numerusform>%Ln faces. Tick those that are to be restored; the others stay as they are.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message numerus="yes">
        <source>The doctor has something to say of %Ln picture(s). Tick what is to be left out.</source>
        <translation>
            <numerusform>The doctor has something to say of %Ln picture. Tick what is to be left out.</numerusform>
            <numerusform>The doctor has something to say of %Ln pictures. Tick what is to be left out.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message numerus="yes">
        <source>%Ln other file(s) are left alone.</source>
        <translation>
            <numerusform>%Ln other file is left alone.</numerusform>
            <numerusform>%Ln other files are left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message numerus="yes">
        <source>%n style(s) can be mixed. Take one out first.</source>
        <translation>
            <numerusform>%n style can be mixed. Take one out first.</numerusform>
            <numerusform>%n styles can be mixed. Take one out first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PreflightCard</name>
    <message numerus="yes">
        <source>Looking through the pictures… %Ln so far</source>
        <translation>
            <numerusform>Looking through the pictures… %Ln so far</numerusform>
            <numerusform>Looking through the pictures… %Ln so far</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photograph(s)</source>
        <translation>
            <numerusform>%Ln photograph</numerusform>
            <numerusform>%Ln photographs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) are left alone.</source>
        <translation>
            <numerusform>%Ln other file is left alone.</numerusform>
            <numerusform>%Ln other files are left alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln time</numerusform>
            <numerusform>%Ln times</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message numerus="yes">
        <source>and %Ln older one(s)</source>
        <translation>
            <numerusform>and %Ln older one</numerusform>
            <numerusform>and %Ln older ones</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueActions</name>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue?</source>
        <translation>
            <numerusform>Take %n picture out of the queue?</numerusform>
            <numerusform>Take %n pictures out of the queue?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are done. The results stay in their folder, but the queue forgets them.</source>
        <translation>
            <numerusform>%n of them is done. The result stays in its folder, but the queue forgets it.</numerusform>
            <numerusform>%n of them are done. The results stay in their folder, but the queue forgets them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue that did not fail?</source>
        <translation>
            <numerusform>Take %n picture out of the queue that did not fail?</numerusform>
            <numerusform>Take %n pictures out of the queue that did not fail?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>QueueBar</name>
    <message numerus="yes">
        <source>%n picture(s) wait(s)</source>
        <translation>
            <numerusform>%n picture waits</numerusform>
            <numerusform>%n pictures wait</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RefusedList</name>
    <message numerus="yes">
        <source>%Ln file(s) cannot be read, and will be left out:</source>
        <translation>
            <numerusform>%Ln file cannot be read, and will be left out:</numerusform>
            <numerusform>%Ln files cannot be read, and will be left out:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message numerus="yes">
        <source>%Ln more sheet(s) of pictures lie in the folder.</source>
        <translation>
            <numerusform>%Ln more sheet of pictures lies in the folder.</numerusform>
            <numerusform>%Ln more sheets of pictures lie in the folder.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewHead</name>
    <message numerus="yes">
        <source>Show %n new picture(s)</source>
        <translation>
            <numerusform>Show %n new picture</numerusform>
            <numerusform>Show %n new pictures</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>Accept the %n picture(s) that is/are not judged yet?</source>
        <translation>
            <numerusform>Accept the %n picture that is not judged yet?</numerusform>
            <numerusform>Accept the %n pictures that are not judged yet?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message numerus="yes">
        <source>Paint the starred in full (%n)</source>
        <translation>
            <numerusform>Paint the starred in full (%n)</numerusform>
            <numerusform>Paint the starred in full (%n)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s) or more</source>
        <translation>
            <numerusform>%n star or more</numerusform>
            <numerusform>%n stars or more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n star</numerusform>
            <numerusform>%n stars</numerusform>
        </translation>
    </message>
</context>
</TS>
