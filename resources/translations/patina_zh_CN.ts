<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApplyBar</name>
    <message>
        <source>Do the queue with these</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the queue&apos;s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>These settings are being tried. The queue has others.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Only the %n chosen picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChoiceForm</name>
    <message>
        <source>Back to the default of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A pixel of the picture on a pixel of the screen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One to one</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom {zoom}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hold it down, or hold the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before, while pressed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pixels as they are, at the pointer. Or hold the key, or the right button of the mouse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareCanvas</name>
    <message>
        <source>Picture before and after</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareModes</name>
    <message>
        <source>Before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before at the left, after at the right. Drag the line between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wipe across</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before above, after below. Drag the line between them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Both show the same place, and move together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Before only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After only</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture as the recipe makes it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What has changed: black where nothing has. Computed from what is on the screen, and made four times as bright.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Before, while held</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Loupe, while held</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine was started again; the queue goes on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine cannot be started. Close Patina and start it again; nothing is lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photographs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no files on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures are being restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>They go on at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stay</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard overview</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Patina</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>came with Patina</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its weights are missing or not the file that its card describes: it is not used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1, %2 million parameters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Licence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Weights</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>checked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Photographs it never saw</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>after</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Add a model…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model comes as a folder with model.toml and weights.safetensors. Files of other programs (.pth, .onnx) cannot be read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is looking for models…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was added.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its folder goes to the trash, from where you can fetch it back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be moved to the trash. Open its folder and delete it there.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NeedyTiles</name>
    <message>
        <source>These need it most. Click one to see what would be done.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PatchPreview</name>
    <message>
        <source>The preview cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the patch a little to try once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped while it painted this patch.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureLook</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture to look at it here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureTiles</name>
    <message>
        <source>A part of this picture cannot be shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the picture again to try once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine stopped while it read this picture.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Nearer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Further away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One to one</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PicturesPage</name>
    <message>
        <source>%1 restored</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PreflightCard</name>
    <message>
        <source>Change…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change where results go</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results &amp;wait for my review before they are released</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Looking through the pictures… %Ln so far</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through the pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln photograph(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>There is no picture here that can be restored.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 megapixels, %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) are left alone.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needed, %2 free</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 needed, only %2 free: make some room, or choose another place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This cannot begin</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results go to</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Details</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The engine ended unexpectedly, and was started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The queue goes on, and nothing is lost. Do send us the report.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine ends whenever it is started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close Patina and start it again. If that does not help, install it again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Nothing went wrong so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forget these problems; pictures and queues stay as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Problems</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>and %Ln older one(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>The list could not be read from the engine. Please try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reason</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What helps</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Running %1 %</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the time left is not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>own settings</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueActions</name>
    <message>
        <source>Open the result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again with these settings…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the queue’s settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep only what failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the list of failures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are done. The results stay in their folder, but the queue forgets them.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue that did not fail?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Files stay where they are. What waits will not be done, and what is done is no longer listed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the list of failures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failures.csv</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueBar</name>
    <message>
        <source>Start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After the pictures under way (F7)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Now; they will be done again (Shift+F7)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Start with the pictures that wait (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rest; the pictures under way stay in memory (F6)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on with the pictures that wait (F5)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paused at %1 % · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done · %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the queue…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures in this queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) wait(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopping after the pictures under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All done: %1 restored, %2 failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All done: %1 restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MP/s</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueFilter</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Failed</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Found and done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueSide</name>
    <message>
        <source>Queues</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is done stays where it is. The queue is taken off the list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueStore</name>
    <message>
        <source>The list of queues could not be read. It was kept as “%1”; the pictures are untouched.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Try all again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are no pictures in this queue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing is done yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture has failed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening the queue…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Pictures of the queue</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeCheck</name>
    <message>
        <source>The recipe says “%1”, which this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe has format %1; this version reads format %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe has a stage “%1”, which this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The stage “%1” has an option “%2” in the recipe, which this version does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In the stage “%1”, “%2” cannot be “%3”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It goes from %1 to %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may come from a newer version of Patina. </source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a recipe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The panel stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>“%1” cannot be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is not a recipe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no recipe on the clipboard.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the settings of a recipe first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes are TOML files. The panel stays as it was.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeHead</name>
    <message>
        <source>Save as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete this recipe of your own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the recipe as it was saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what the photo needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages that find nothing to do in a picture are left out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>● Changed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was saved</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the stage up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move the stage down</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No stages yet: pictures stay as they are. Add one below.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete the recipe “%1”?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its file is removed. What is on the panel stays.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (its model is not installed)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RecipeWork</name>
    <message>
        <source>Choice of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Revert</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” of “%2”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Moving “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removing “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Adding “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only what the photo needs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” was not opened. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe was not saved. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Saving “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe was not deleted. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was pasted. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RefusedList</name>
    <message>
        <source>Copy all</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) cannot be read, and will be left out:</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewButtons</name>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Do again…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Found and done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Result</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 MP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hardly (%1 of 255)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a little (%1 of 255)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>clearly (%1 of 255)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>much (%1 of 255)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewHead</name>
    <message>
        <source>All</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept all that are left…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Show %n new picture(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>Accept the %n picture(s) that is/are not judged yet?</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Results that waited for a verdict then go to their folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Accept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to review yet. Pictures appear here once they are done.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every picture is judged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No picture has this verdict.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewStrip</name>
    <message>
        <source>Pictures to review</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SaveRecipeDialog</name>
    <message>
        <source>Save the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Name of the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is a recipe “%1” already. It will be replaced.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is kept as “%1”, among your own recipes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replace</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>The settings could not be saved: %1. %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read: %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The settings could not be read. They are kept as “%1”, and Patina starts with its own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The quickest that works here; now: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the system</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Light</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The language changes at the next start of Patina.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Looks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beside the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the folder for results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Format of results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As each picture is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Results</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What the pictures are computed on.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine is looking for devices…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Closing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Ask before closing while pictures are being restored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In either case the queue goes on at the next start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own models, recipes and settings</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 megapixels a second</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A new folder beside the pictures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StageCard</name>
    <message>
        <source>Drag to move it; Ctrl+Up and Ctrl+Down do it too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove “%1” from the recipe</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fewer options of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>All options of “%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>It cannot run: the model %1 is not installed.</source>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not needed here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move down</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop photographs or folders here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Patina mends what time has done: fading, scratches, noise and blur. First it shows what it would do.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It works on this machine only, and it never changes your originals: results are files of their own.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>amounts</name>
    <message>
        <source>not known yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>about %1 days</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Colourise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives a black and white or sepia picture colours: plausible ones, not evidence of what they were.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strength</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 leaves the picture as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Colourful</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0.15 is faint, 0.4 as photographs mostly are, 0.7 gaudy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1: the best guess; 2 and 3: others</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Hints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>points whose colour is known</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gives a picture more pixels, and makes edges as sharp as they would be there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Factor</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>along each side</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Levels</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restores the tones of a faded picture and removes its colour cast.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0 leaves the tones as they are</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes noise, grain, blur and JPEG blocks with a trained network.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Crisp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>0: faithful, nothing is made up; 1: looks as sharp as new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Noise</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sigma in 8-bit levels; 0: estimated from the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scratches</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes scratches, hairs, dust, creases, tears and stains: marks them, and paints what they hide from around them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how doubtful damage may be that is removed; more finds more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wide damage</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how sure a mark must be that is over 24 pixels wide; 1: only what somebody drew</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Style</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paints the picture in one style, or in a mixture of several.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Styles</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>each with its weight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep colours</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only brightness is painted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>width against the picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>broad</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>medium</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was taken</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tones, noise and blocks alone: what time and files did is undone, and nothing is painted that the picture does not show.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore, for prints and films that are scratched, creased or dusty: what lies over the picture is found, and painted over. It is a recipe of its own, because what is found is not always damage: look at the result, or at the masks (--masks).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Gentle</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For prints that were looked after: half of every change, and nothing that is not needed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What most scans of old photographs need.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Strong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For pictures that have gone through much: doubtful damage is removed too, and lost sharpness is made up in part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Damage finder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Marks scratches, hairs, dust, creases, folds, tears and stains.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inpainter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paints what is hidden by scratches, hairs, dust, creases, stains and tears, and what was cut out.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Perception</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sees pictures roughly as a recognition network does: for losses and distances between pictures, not for painting.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restorer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Removes noise, grain, blur, JPEG blocks and dot screens, alone and together.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restorer, crisp</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The restorer as sharp as new: with the texture that damage has taken, some of it made up. For “restore” with “crisp” above 0.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Toner</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finds the tone curves that give a faded, yellowed or tinted picture its tones back.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>models</name>
    <message>
        <source>A model called “%1” is there already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Your own one can be removed first; those that came with Patina stay.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no “%1” in “%2”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A model package is a folder with model.toml and weights.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model.toml cannot be read: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The id in model.toml cannot be the name of a folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Small letters, digits, “-”, “_” and “.” make an id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>model.toml has no checksum of the weights.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Models of other programs (.pth, .onnx) cannot be read yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder with model.toml and weights.safetensors.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The weights are not the file that model.toml describes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy may be damaged: fetch the package again.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
