<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ApplyBar</name>
    <message>
        <source>Do the queue with these</source>
        <translation>用这些设置处理队列</translation>
    </message>
    <message>
        <source>Back to the queue&apos;s</source>
        <translation>恢复队列的设置</translation>
    </message>
    <message>
        <source>These settings are being tried. The queue has others.</source>
        <translation>正在试用这些设置，队列使用的是另一套。</translation>
    </message>
    <message>
        <source>All stages are switched off: nothing would be done. Switch one on.</source>
        <translation>所有步骤都已停用，不会做任何处理。请至少启用一个。</translation>
    </message>
    <message numerus="yes">
        <source>Only the %n chosen picture(s)</source>
        <translation>
            <numerusform>仅处理选中的 %n 张</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CatalogueDialog</name>
    <message>
        <source>Catalogue of models</source>
        <translation>模型目录</translation>
    </message>
    <message>
        <source>The engine is reading the catalogue…</source>
        <translation>引擎正在读取目录…</translation>
    </message>
    <message>
        <source>Search: a name, an author, a use, a licence</source>
        <translation>搜索：名称、作者、用途、许可</translation>
    </message>
    <message>
        <source>Search the catalogue</source>
        <translation>搜索目录</translation>
    </message>
    <message>
        <source>Any use</source>
        <translation>所有用途</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Select</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>What they are for</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Models of other people that Patina can use. They belong to their authors, under the licences named; none comes with Patina.</source>
        <translation>Patina 可以使用的他人模型。它们属于各自的作者，适用所列的许可；Patina 不附带其中任何一个。</translation>
    </message>
    <message numerus="yes">
        <source>%n model(s)</source>
        <translation>
            <numerusform>%n 个模型</numerusform>
        </translation>
    </message>
    <message>
        <source>The file of the model (%1)</source>
        <translation>模型文件 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>The file of “%1”</source>
        <translation>“%1”的文件</translation>
    </message>
</context>
<context>
    <name>CatalogueModel</name>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Made for</source>
        <translation>适用于</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>%1, added already</source>
        <translation>%1，已添加</translation>
    </message>
</context>
<context>
    <name>CatalogueTable</name>
    <message>
        <source>Models of the catalogue</source>
        <translation>目录中的模型</translation>
    </message>
</context>
<context>
    <name>ChoiceEditor</name>
    <message>
        <source>As it comes with Patina</source>
        <translation>Patina 自带</translation>
    </message>
</context>
<context>
    <name>ChoiceForm</name>
    <message>
        <source>Back to the default of “%1”</source>
        <translation>恢复“%1”的默认值</translation>
    </message>
</context>
<context>
    <name>ClosingCard</name>
    <message>
        <source>Closing</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>&amp;Ask before closing while pictures are being restored</source>
        <translation>正在修复图片时，关闭前先询问(&amp;A)</translation>
    </message>
    <message>
        <source>In either case the queue goes on at the next start.</source>
        <translation>无论如何，队列都会在下次启动时继续。</translation>
    </message>
</context>
<context>
    <name>CompareBar</name>
    <message>
        <source>Whole picture</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>A pixel of the picture on a pixel of the screen.</source>
        <translation>图片的一个像素对应屏幕的一个像素。</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>实际像素</translation>
    </message>
    <message>
        <source>{percent} %</source>
        <translation>{percent}%</translation>
    </message>
    <message>
        <source>Zoom {zoom}</source>
        <translation>缩放 {zoom}</translation>
    </message>
    <message>
        <source>Hold it down, or hold the key.</source>
        <translation>按住此按钮或按住快捷键。</translation>
    </message>
    <message>
        <source>Before, while pressed</source>
        <translation>按住看原图</translation>
    </message>
    <message>
        <source>Pixels as they are, at the pointer. Or hold the key, or the right button of the mouse.</source>
        <translation>在指针处显示实际像素。也可按住快捷键或鼠标右键。</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>放大镜</translation>
    </message>
</context>
<context>
    <name>CompareCanvas</name>
    <message>
        <source>Picture before and after</source>
        <translation>修复前后的图片</translation>
    </message>
</context>
<context>
    <name>CompareModes</name>
    <message>
        <source>Before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>修复后</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>左右对比</translation>
    </message>
    <message>
        <source>Before at the left, after at the right. Drag the line between them.</source>
        <translation>左边是修复前，右边是修复后。可拖动中间的分割线。</translation>
    </message>
    <message>
        <source>Wipe across</source>
        <translation>上下对比</translation>
    </message>
    <message>
        <source>Before above, after below. Drag the line between them.</source>
        <translation>上边是修复前，下边是修复后。可拖动中间的分割线。</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Both show the same place, and move together.</source>
        <translation>两边显示同一位置，并同步移动。</translation>
    </message>
    <message>
        <source>Before only</source>
        <translation>仅修复前</translation>
    </message>
    <message>
        <source>The picture as it is.</source>
        <translation>图片原样。</translation>
    </message>
    <message>
        <source>After only</source>
        <translation>仅修复后</translation>
    </message>
    <message>
        <source>The picture as the recipe makes it.</source>
        <translation>按方案处理后的图片。</translation>
    </message>
    <message>
        <source>What has changed: black where nothing has. Computed from what is on the screen, and made four times as bright.</source>
        <translation>显示变化之处，黑色表示没有变化。根据屏幕上的画面计算，亮度放大四倍。</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Before, while held</source>
        <translation>按住看修复前</translation>
    </message>
    <message>
        <source>Loupe, while held</source>
        <translation>按住用放大镜</translation>
    </message>
</context>
<context>
    <name>Curve</name>
    <message>
        <source>step %1: %2</source>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>第 %1 步</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Tone curves</source>
        <translation>色调曲线</translation>
    </message>
    <message>
        <source>Middle grey became: {middle}</source>
        <translation>中灰变为：{middle}</translation>
    </message>
</context>
<context>
    <name>DamageCard</name>
    <message>
        <source>Fewer options of “%1”</source>
        <translation>收起“%1”的选项</translation>
    </message>
    <message>
        <source>All options of “%1”</source>
        <translation>“%1”的全部选项</translation>
    </message>
</context>
<context>
    <name>DevicesCard</name>
    <message>
        <source>Device</source>
        <translation>设备</translation>
    </message>
    <message>
        <source>What the pictures are computed on.</source>
        <translation>用于处理图片的硬件。</translation>
    </message>
    <message>
        <source>The engine is looking for devices…</source>
        <translation>引擎正在查找设备…</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>The quickest that works here; now: %1</source>
        <translation>选用最快的可用设备；当前：%1</translation>
    </message>
    <message>
        <source>Choose for me</source>
        <translation>自动选择</translation>
    </message>
    <message>
        <source>Being measured; while a queue runs, that waits</source>
        <translation>正在测量；队列运行时会等待</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测速</translation>
    </message>
    <message>
        <source>%1 megapixels a second</source>
        <translation>每秒 %1 百万像素</translation>
    </message>
    <message>
        <source>%1 pixels</source>
        <translation>%1 像素</translation>
    </message>
    <message>
        <source>Tile size</source>
        <translation>图块大小</translation>
    </message>
    <message>
        <source>&amp;Tile size</source>
        <translation>图块大小(&amp;T)</translation>
    </message>
    <message>
        <source>Pictures are painted in tiles. Smaller ones need less memory and more time; results are the same.</source>
        <translation>图片按图块处理。图块越小，占用内存越少，用时越长；结果相同。</translation>
    </message>
</context>
<context>
    <name>Drawing</name>
    <message>
        <source>where styles paint</source>
        <translation>风格的绘制范围</translation>
    </message>
    <message>
        <source>forget colours</source>
        <translation>忘记颜色</translation>
    </message>
    <message>
        <source>take all marks away</source>
        <translation>清除所有标记</translation>
    </message>
    <message>
        <source>The recipe gives no colours: it has no step “Colourise”.</source>
        <translation>方案不会上色：其中没有“上色”步骤。</translation>
    </message>
    <message>
        <source>erase</source>
        <translation>擦除</translation>
    </message>
    <message>
        <source>mark</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>Looking for its outline…</source>
        <translation>正在寻找轮廓…</translation>
    </message>
    <message>
        <source>select</source>
        <translation>选取</translation>
    </message>
    <message>
        <source>Draw a line closely around it, or use the brush.</source>
        <translation>请沿着它画一圈，或使用画笔。</translation>
    </message>
    <message>
        <source>No outline was found there.</source>
        <translation>那里没有找到轮廓。</translation>
    </message>
    <message>
        <source>What colour is it?</source>
        <translation>它是什么颜色？</translation>
    </message>
    <message>
        <source>known colour</source>
        <translation>已知颜色</translation>
    </message>
    <message>
        <source>Looking for damage…</source>
        <translation>正在寻找损伤…</translation>
    </message>
    <message>
        <source>choose faces</source>
        <translation>选择人脸</translation>
    </message>
</context>
<context>
    <name>EditCanvas</name>
    <message>
        <source>Picture to draw on</source>
        <translation>可在上面绘制的照片</translation>
    </message>
</context>
<context>
    <name>EditDesk</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>Before, while held</source>
        <translation>按住时显示原图</translation>
    </message>
</context>
<context>
    <name>EditSide</name>
    <message>
        <source>It is to go</source>
        <translation>要去掉的</translation>
    </message>
    <message>
        <source>It is the subject</source>
        <translation>是主体</translation>
    </message>
    <message>
        <source>Show the damage that was found</source>
        <translation>显示找到的损伤</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>显示结果</translation>
    </message>
    <message>
        <source>What you see is painted by the recipe, with your marks (R)</source>
        <translation>按方案和您的标记绘制所见部分（R）</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>整张照片</translation>
    </message>
    <message>
        <source>on the subject alone</source>
        <translation>只在主体上</translation>
    </message>
    <message>
        <source>on everything but the subject</source>
        <translation>只在主体以外</translation>
    </message>
    <message>
        <source>Where styles paint</source>
        <translation>风格的绘制范围</translation>
    </message>
    <message>
        <source>Forget them</source>
        <translation>忘记它们</translation>
    </message>
    <message>
        <source>Faces…</source>
        <translation>人脸…</translation>
    </message>
    <message>
        <source>Take all marks away</source>
        <translation>清除所有标记</translation>
    </message>
    <message>
        <source>The recipe looks for no damage: it has no step “Scratches”.</source>
        <translation>方案不会寻找损伤：其中没有“划痕”步骤。</translation>
    </message>
    <message>
        <source>The recipe restores no faces by themselves: it has no step “Faces”, for which models are to be added.</source>
        <translation>方案不单独修复人脸：它没有“人脸”步骤，该步骤需要添加模型。</translation>
    </message>
    <message>
        <source>Each face that was found, and what it becomes</source>
        <translation>找到的每张人脸及其修复结果</translation>
    </message>
    <message>
        <source>content</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>The recipe paints in no style. Choose one on the page “Styles”.</source>
        <translation>方案没有使用风格。请在“风格”页选择一种。</translation>
    </message>
    <message>
        <source>Mark the subject first.</source>
        <translation>请先标记主体。</translation>
    </message>
    <message>
        <source>%n colour(s) that you know</source>
        <translation>您已知的 %n 种颜色</translation>
    </message>
    <message>
        <source>What you mark</source>
        <translation>您标记的是</translation>
    </message>
    <message>
        <source>What you see</source>
        <translation>您看到的是</translation>
    </message>
    <message>
        <source>Styles paint</source>
        <translation>风格绘制于</translation>
    </message>
    <message>
        <source>The way of this picture</source>
        <translation>这张照片的处理过程</translation>
    </message>
</context>
<context>
    <name>FaceBoard</name>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Looking for faces…</source>
        <translation>正在寻找人脸…</translation>
    </message>
    <message>
        <source>No face was found.</source>
        <translation>没有找到人脸。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln face(s). Tick those that are to be restored; the others stay as they are.</source>
        <translation>
            <numerusform>%Ln 张人脸。请勾选要修复的；其他的保持原样。</numerusform>
        </translation>
    </message>
    <message>
        <source>before</source>
        <translation>处理前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>处理后</translation>
    </message>
    <message>
        <source>Restore face %1</source>
        <translation>修复人脸 %1</translation>
    </message>
    <message>
        <source>It is too small for a restorer to see.</source>
        <translation>它太小，修复模型看不清。</translation>
    </message>
    <message>
        <source>There are more faces than are restored at once; this is one of the smallest.</source>
        <translation>人脸多于一次能修复的数量；这是最小的之一。</translation>
    </message>
    <message>
        <source>The recipe leaves it as it is.</source>
        <translation>方案让它保持原样。</translation>
    </message>
    <message>
        <source>No model for telling faces apart is there: look for yourself whether it stayed the same person.</source>
        <translation>没有用于分辨人脸的模型：请自己查看是否仍是同一个人。</translation>
    </message>
    <message>
        <source>Likeness to itself: %1 of 1.</source>
        <translation>与自身的相似度：%1（满分 1）。</translation>
    </message>
    <message>
        <source>It no longer looked like itself, and is left.</source>
        <translation>它不再像本人，因此保持原样。</translation>
    </message>
    <message>
        <source>Blended: %1 % of the change is made.</source>
        <translation>已混合：应用了 %1 % 的改变。</translation>
    </message>
</context>
<context>
    <name>FindingsList</name>
    <message>
        <source>Show all pictures, also those that are as they should be</source>
        <translation>显示所有图片，包括没有问题的</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>检查结果</translation>
    </message>
    <message numerus="yes">
        <source>The doctor has something to say of %Ln picture(s). Tick what is to be left out.</source>
        <translation>
            <numerusform>数据医生对 %Ln 张图片有话要说。请勾选不参与学习的图片。</numerusform>
        </translation>
    </message>
    <message>
        <source>The doctor has nothing to say against any of them.</source>
        <translation>数据医生认为这些图片都没有问题。</translation>
    </message>
</context>
<context>
    <name>FolderField</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>选择文件夹：%1</translation>
    </message>
    <message>
        <source>The data doctor looks at the pictures…</source>
        <translation>数据医生正在检查图片…</translation>
    </message>
    <message>
        <source>%1 pictures, %2 to learn from.</source>
        <translation>%1 张图片，其中 %2 张可供学习。</translation>
    </message>
    <message>
        <source>That is too few: %1 at least are needed.</source>
        <translation>太少了：至少需要 %1 张。</translation>
    </message>
    <message>
        <source>That is little: %1 are a good start.</source>
        <translation>有点少：%1 张是不错的开始。</translation>
    </message>
    <message>
        <source>From %1 on, enough are kept aside to tell a gain from chance.</source>
        <translation>从 %1 张起，留出的照片才足以分辨进步与偶然。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) are left alone.</source>
        <translation>
            <numerusform>另有 %Ln 个文件不会动。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FolderRow</name>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>选择文件夹：%1</translation>
    </message>
    <message>
        <source>or drop it here</source>
        <translation>或拖放到这里</translation>
    </message>
</context>
<context>
    <name>FoldersCard</name>
    <message>
        <source>Your own models, recipes and settings</source>
        <translation>自己的模型、方案和设置</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>FoldersStep</name>
    <message>
        <source>Which pictures?</source>
        <translation>用哪些图片？</translation>
    </message>
    <message>
        <source>Choose folders, or drop them here. A quarter is kept aside, never learnt from, and measures the result.</source>
        <translation>选择文件夹，或拖放到这里。其中四分之一会留出来，从不用于学习，只用来衡量结果。</translation>
    </message>
    <message>
        <source>I have scans</source>
        <translation>我有扫描件</translation>
    </message>
    <message>
        <source>I have scans, and somebody has restored them already</source>
        <translation>我有扫描件，而且有人已经修复过它们</translation>
    </message>
    <message>
        <source>Your scans</source>
        <translation>你的扫描件</translation>
    </message>
    <message>
        <source>As they are, with all their damage.</source>
        <translation>保持原样，连同所有损伤。</translation>
    </message>
    <message>
        <source>The scans as they were</source>
        <translation>修复前的扫描件</translation>
    </message>
    <message>
        <source>Each with the same name as its restored one.</source>
        <translation>每张与修复后的图片同名。</translation>
    </message>
    <message>
        <source>The same, restored</source>
        <translation>修复后的同一批图片</translation>
    </message>
    <message>
        <source>What the model is to come near to.</source>
        <translation>模型要接近的目标。</translation>
    </message>
    <message>
        <source>Pictures in one hand</source>
        <translation>同一手笔的作品</translation>
    </message>
    <message>
        <source>Colour photographs, slides or prints of that time or place, with the colours as they should be. The model sees them in black and white, and learns which colours belong to what. Grey ones are left out.</source>
        <translation>那个时代或地方的彩色照片、幻灯片或冲印件，颜色应当正确。模型看到的是它们的黑白版本，由此学习什么东西该是什么颜色。黑白照片会被排除。</translation>
    </message>
    <message>
        <source>Photographs in these colours</source>
        <translation>具有这种色彩的照片</translation>
    </message>
    <message>
        <source>Sharp and large, of such things as you want to enlarge: engravings, newspapers, portraits. The model sees them made small, and learns to bring back what was lost.</source>
        <translation>清晰而且尺寸大，内容与你要放大的东西同类：版画、报纸、肖像。模型看到的是缩小后的它们，由此学习找回失去的细节。</translation>
    </message>
    <message>
        <source>Good scans of that kind</source>
        <translation>这一类的优质扫描件</translation>
    </message>
    <message>
        <source>Of one painter, one draughtsman, one process. From six on, a few are kept aside.</source>
        <translation>出自同一位画家、同一种画法或同一种工艺。达到六张时会留出几张用于检验。</translation>
    </message>
    <message>
        <source>Clean photographs</source>
        <translation>干净的照片</translation>
    </message>
    <message>
        <source>Sharp and without damage, of such things as are on your scans: the damage is done to them, and the model learns to undo it. Without them, the sharpest of the scans must do.</source>
        <translation>清晰、没有损伤，内容与你的扫描件相近：先对它们施加损伤，模型再学习如何复原。如果没有，就用扫描件中最清晰的几张代替。</translation>
    </message>
    <message>
        <source>Photographs that learn to be painted</source>
        <translation>用来学习绘制的照片</translation>
    </message>
    <message>
        <source>Any good photographs; other ones than the pictures above.</source>
        <translation>任何好照片都可以，但不能是上面的作品。</translation>
    </message>
</context>
<context>
    <name>Gallery</name>
    <message>
        <source>Click styles to mix up to four of them. Rest the mouse on one to see it large.</source>
        <translation>点击风格可混合，最多四种。指针停在上面可看大图。</translation>
    </message>
    <message>
        <source>No style has a star yet. Click the star below a style, or press F, to find it here.</source>
        <translation>还没有收藏的风格。点击风格下方的星标或按 F，即可在这里找到。</translation>
    </message>
    <message>
        <source>No style is called that.</source>
        <translation>没有叫这个名称的风格。</translation>
    </message>
    <message>
        <source>Show large, and back</source>
        <translation>查看大图或返回</translation>
    </message>
    <message>
        <source>Into the mixture, or out of it</source>
        <translation>加入或移出混合</translation>
    </message>
    <message>
        <source>Favourite, or not any more</source>
        <translation>收藏或取消收藏</translation>
    </message>
    <message>
        <source>Stronger</source>
        <translation>增强</translation>
    </message>
    <message>
        <source>Weaker</source>
        <translation>减弱</translation>
    </message>
    <message>
        <source>Before, while held</source>
        <translation>按住看修复前</translation>
    </message>
    <message numerus="yes">
        <source>%n style(s) can be mixed. Take one out first.</source>
        <translation>
            <numerusform>最多可混合 %n 种风格，请先移出一种。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GalleryHead</name>
    <message>
        <source>Keep the picture&apos;s colours</source>
        <translation>保留图片的颜色</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>Variants…</source>
        <translation>变体…</translation>
    </message>
    <message>
        <source>Several pictures in the styles that are chosen, or in all that are shown</source>
        <translation>将多张图片用选中的风格（或显示的全部风格）绘制</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>Broad</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Search styles</source>
        <translation>搜索风格</translation>
    </message>
    <message>
        <source>Groups of styles</source>
        <translation>风格分组</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>笔触</translation>
    </message>
</context>
<context>
    <name>GalleryModel</name>
    <message>
        <source>strength %1 %</source>
        <translation>强度 %1%</translation>
    </message>
    <message>
        <source>favourite</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>chosen as number %1</source>
        <translation>已选为第 %1 个</translation>
    </message>
</context>
<context>
    <name>GoalCard</name>
    <message>
        <source>goes on from</source>
        <translation>从此模型继续</translation>
    </message>
</context>
<context>
    <name>GoalStep</name>
    <message>
        <source>What do you want to teach?</source>
        <translation>你想教什么？</translation>
    </message>
    <message>
        <source>A model goes on learning from your pictures, on this machine. Nothing leaves it; no picture is changed.</source>
        <translation>模型在这台电脑上继续向你的图片学习。图片不会离开电脑，也不会被改动。</translation>
    </message>
    <message>
        <source>Repair my collection&apos;s damage</source>
        <translation>修复我的收藏特有的损伤</translation>
    </message>
    <message>
        <source>For scans that share their faults: the grain of one film, the blur of one lens, the dots of one printer.</source>
        <translation>适合有共同毛病的扫描件：同一种胶片的颗粒、同一支镜头的模糊、同一种印刷的网点。</translation>
    </message>
    <message>
        <source>A style from these pictures</source>
        <translation>从这些图片学一种风格</translation>
    </message>
    <message>
        <source>One to fifty pictures in one hand: photographs are then painted like them.</source>
        <translation>一到五十张同一手笔的作品：之后可以把照片画成这样。</translation>
    </message>
    <message>
        <source>Colours of this period</source>
        <translation>这个时代的色彩</translation>
    </message>
    <message>
        <source>Black and white pictures get the colours of yours.</source>
        <translation>让黑白照片得到你的照片的色彩。</translation>
    </message>
    <message>
        <source>Enlarge my kind of scan</source>
        <translation>放大我这类扫描件</translation>
    </message>
    <message>
        <source>More pixels, with the detail that your pictures have.</source>
        <translation>更多像素，并带有你的图片所具有的细节。</translation>
    </message>
</context>
<context>
    <name>Home</name>
    <message>
        <source>Teach something new…</source>
        <translation>教点新东西…</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>教学</translation>
    </message>
    <message>
        <source>A model learns your collection&apos;s own damage, or a style that you love, from your pictures, on your machine. You need not know how: Patina looks at the pictures, suggests, and says honestly whether it was worth it.</source>
        <translation>模型在你的电脑上，从你的图片学习你的收藏特有的损伤，或你喜爱的风格。你不必懂得原理：Patina 会检查图片、给出建议，并如实告诉你是否值得。</translation>
    </message>
    <message>
        <source>Nothing was taught yet.</source>
        <translation>还没有教过什么。</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>Measured on your own pictures: clean ones are damaged, restored, and compared with what they were. Your files are only read.</source>
        <translation>在您自己的图片上测量：先把干净的图片人为损坏，再修复，然后与原来的样子比较。您的文件只会被读取。</translation>
    </message>
    <message>
        <source>The engine says what it can measure…</source>
        <translation>引擎正在列出可以测量的内容…</translation>
    </message>
    <message>
        <source>Open a report…</source>
        <translation>打开报告…</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Nothing was measured yet.</source>
        <translation>还没有测量过。</translation>
    </message>
    <message>
        <source>More that can be measured</source>
        <translation>更多可测量的内容</translation>
    </message>
</context>
<context>
    <name>KeyboardDialog</name>
    <message>
        <source>Keyboard</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>LaboratoryPage</name>
    <message>
        <source>There is no report in “%1” that can be read.</source>
        <translation>“%1”中没有可读取的报告。</translation>
    </message>
    <message>
        <source>Reports (%1)</source>
        <translation>报告 (%1)</translation>
    </message>
    <message>
        <source>Open a report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Something is being measured already. Wait until it is done, or stop it.</source>
        <translation>已经有测量正在进行。请等它完成，或将它停止。</translation>
    </message>
    <message>
        <source>“%1” is answered.</source>
        <translation>“%1”已有答案。</translation>
    </message>
    <message>
        <source>“%1” cannot be answered: %2</source>
        <translation>“%1”无法回答：%2</translation>
    </message>
    <message>
        <source>Stopped. “Measure again” begins anew; what a comparison has trained by then stays.</source>
        <translation>已停止。“重新测量”会从头开始；比较中已经训练好的部分会保留。</translation>
    </message>
    <message>
        <source>“%1” ended unexpectedly. %2</source>
        <translation>“%1”意外结束。%2</translation>
    </message>
    <message>
        <source>Throw “%1” away?</source>
        <translation>丢弃“%1”？</translation>
    </message>
    <message>
        <source>The report goes to the trash, from where you can fetch it back. Your pictures stay.</source>
        <translation>报告会移到回收站，您可以从那里取回。您的图片保持不变。</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>“%1” could not be moved to the trash.</source>
        <translation>无法将“%1”移到回收站。</translation>
    </message>
    <message>
        <source>Something is being measured.</source>
        <translation>正在进行测量。</translation>
    </message>
    <message>
        <source>It ends with the window, and can be measured again.</source>
        <translation>关闭窗口时测量会结束，之后可以重新测量。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
</context>
<context>
    <name>Lamps</name>
    <message>
        <source>One step was much larger than usual, and was shortened. Once is no harm.</source>
        <translation>有一步比平常大得多，已被缩短。偶尔一次无妨。</translation>
    </message>
    <message>
        <source>The learning stumbled. It went back to what it knew, and goes on with smaller steps by itself.</source>
        <translation>学习出了差错。它已自动退回到先前的状态，并以更小的步子继续。</translation>
    </message>
    <message>
        <source>The part that judges is too strong; the model learns little from it. Wait a while.</source>
        <translation>负责评判的部分太强，模型从中学不到多少。请等一等。</translation>
    </message>
    <message>
        <source>The part that judges sees no difference any more: early on, wait; late, it is a good sign.</source>
        <translation>负责评判的部分已看不出差别：刚开始时请等待；到后期则是好兆头。</translation>
    </message>
    <message>
        <source>The results are all alike, whatever the picture. Look at the preview; if it looks so too, stop.</source>
        <translation>无论什么图片，结果都差不多。请看预览；如果看起来也是这样，就停止吧。</translation>
    </message>
    <message>
        <source>The results have another tint than they should. Look at the preview; it often passes.</source>
        <translation>结果的色调与应有的不同。请看预览；这通常会自行消失。</translation>
    </message>
    <message>
        <source>The finest detail is too strong: a pattern of squares may be seen in the preview. It often passes.</source>
        <translation>最细的细节过强：预览中可能看到方格花纹。这通常会自行消失。</translation>
    </message>
    <message>
        <source>The last saved state was damaged. It goes on from the one before; a few minutes were lost.</source>
        <translation>最后一次保存的状态已损坏，将从前一次继续，损失了几分钟。</translation>
    </message>
</context>
<context>
    <name>LargeView</name>
    <message>
        <source>%1, large</source>
        <translation>%1（大图）</translation>
    </message>
    <message>
        <source>%1: strength %2</source>
        <translation>%1：强度 %2</translation>
    </message>
    <message>
        <source>%1 (%3): strength %2</source>
        <translation>%1（%3）：强度 %2</translation>
    </message>
    <message>
        <source>Hold the mouse down, or \, to see the picture before. Arrow keys show other styles, Esc goes back.</source>
        <translation>按住鼠标或 \ 键看原图。方向键切换风格，Esc 返回。</translation>
    </message>
    <message>
        <source>Hold the mouse down on the tile to see the picture before.</source>
        <translation>在小图上按住鼠标可看原图。</translation>
    </message>
</context>
<context>
    <name>LessonCard</name>
    <message>
        <source>repair, from scans</source>
        <translation>修复（根据扫描件）</translation>
    </message>
    <message>
        <source>repair, from pairs</source>
        <translation>修复（根据修复前后的图片）</translation>
    </message>
    <message>
        <source>a style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>%1; goes on from “%2”; begun %3</source>
        <translation>%1；从“%2”继续；开始于 %3</translation>
    </message>
    <message>
        <source>published as “%1”</source>
        <translation>已发布为“%1”</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Throw away “%1”</source>
        <translation>丢弃“%1”</translation>
    </message>
</context>
<context>
    <name>LicenceField</name>
    <message>
        <source>Not for commercial use.</source>
        <translation>不得用于商业用途。</translation>
    </message>
    <message>
        <source>Say which…</source>
        <translation>注明许可…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Say what the licence is</source>
        <translation>注明许可是什么</translation>
    </message>
    <message>
        <source>Licence: choose it, or type its name</source>
        <translation>许可：请选择，或输入名称</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>LooksCard</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>The language changes at the next start of Patina.</source>
        <translation>语言将在下次启动 Patina 时更改。</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>教学</translation>
    </message>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>“%1” is in the recipe now.</source>
        <translation>“%1”已放入方案。</translation>
    </message>
    <message>
        <source>The engine was started again; the queue goes on.</source>
        <translation>引擎已重新启动，队列继续进行。</translation>
    </message>
    <message>
        <source>The engine cannot be started. “Problems” has a button that tries it again; nothing is lost.</source>
        <translation>引擎无法启动。“问题”页有重试按钮；不会丢失任何内容。</translation>
    </message>
    <message>
        <source>Photographs (%1)</source>
        <translation>照片 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Open photographs</source>
        <translation>打开照片</translation>
    </message>
    <message>
        <source>Open a folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>There are no files on the clipboard.</source>
        <translation>剪贴板中没有文件。</translation>
    </message>
    <message>
        <source>Pictures are being restored.</source>
        <translation>正在修复图片。</translation>
    </message>
    <message>
        <source>They go on at the next start.</source>
        <translation>下次启动时会继续。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation>打开照片…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Paste files</source>
        <translation>粘贴文件</translation>
    </message>
    <message>
        <source>Keyboard overview</source>
        <translation>快捷键一览</translation>
    </message>
    <message>
        <source>Close Patina</source>
        <translation>关闭 Patina</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
</context>
<context>
    <name>Mixer</name>
    <message>
        <source>Use for these pictures</source>
        <translation>用于这些图片</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Show large</source>
        <translation>查看大图</translation>
    </message>
</context>
<context>
    <name>MixerLine</name>
    <message>
        <source>Share of “%1”</source>
        <translation>“%1”的比例</translation>
    </message>
    <message>
        <source>Take “%1” out of the mixture</source>
        <translation>将“%1”移出混合</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>your own</source>
        <translation>自己的</translation>
    </message>
    <message>
        <source>came with Patina</source>
        <translation>随 Patina 提供</translation>
    </message>
    <message>
        <source>Its weights are missing or not the file that its card describes: it is not used.</source>
        <translation>权重文件缺失或与说明不符，因此不会使用此模型。</translation>
    </message>
    <message>
        <source>%1, %2 million parameters</source>
        <translation>%1，%2 百万个参数</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>Learnt from</source>
        <translation>训练数据</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>权重</translation>
    </message>
    <message>
        <source>checked</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Photographs it never saw</source>
        <translation>未参与训练的照片</translation>
    </message>
    <message>
        <source>before</source>
        <translation>处理前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>处理后</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
</context>
<context>
    <name>ModelImport</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Fetch again</source>
        <translation>重新获取</translation>
    </message>
    <message>
        <source>waiting for the engine</source>
        <translation>正在等待引擎</translation>
    </message>
    <message>
        <source>“%1” was added. It was recognised as: %2.</source>
        <translation>已添加“%1”。识别为：%2。</translation>
    </message>
    <message>
        <source>Stopped. What has come is kept: fetch it again, and it goes on.</source>
        <translation>已停止。已下载的部分会保留：重新获取时将从该处继续。</translation>
    </message>
    <message>
        <source>Stopped: nothing was added.</source>
        <translation>已停止，没有添加任何内容。</translation>
    </message>
    <message>
        <source>The engine ended while the model came in; nothing was added. Try it once more.</source>
        <translation>导入模型时引擎意外结束，没有添加任何内容。请再试一次。</translation>
    </message>
</context>
<context>
    <name>ModelSample</name>
    <message>
        <source>before</source>
        <translation>处理前</translation>
    </message>
    <message>
        <source>after</source>
        <translation>处理后</translation>
    </message>
    <message>
        <source>A sample picture before</source>
        <translation>处理前的示例图片</translation>
    </message>
    <message>
        <source>The sample picture as this model paints it</source>
        <translation>此模型处理后的示例图片</translation>
    </message>
</context>
<context>
    <name>ModelsPage</name>
    <message>
        <source>Add a model…</source>
        <translation>添加模型…</translation>
    </message>
    <message>
        <source>Add a folder…</source>
        <translation>添加文件夹…</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>The engine is looking for models…</source>
        <translation>引擎正在查找模型…</translation>
    </message>
    <message>
        <source>From the catalogue…</source>
        <translation>从目录添加…</translation>
    </message>
    <message>
        <source>Models of other programs (.pth, .safetensors, .onnx), and packages (folders with model.toml), can be added, or dropped here. They stay on this computer, and nothing in them is ever run as a program.</source>
        <translation>可以添加其他程序的模型（.pth、.safetensors、.onnx）和模型包（含有 model.toml 的文件夹），也可以拖放到这里。它们只保存在这台电脑上，其中的内容绝不会作为程序运行。</translation>
    </message>
    <message>
        <source>Models (%1)</source>
        <translation>模型 (%1)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Add models</source>
        <translation>添加模型</translation>
    </message>
    <message>
        <source>Folder of a model</source>
        <translation>模型文件夹</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>移除“%1”？</translation>
    </message>
    <message>
        <source>Its folder goes to the trash, from where you can fetch it back.</source>
        <translation>其文件夹将移到回收站，之后可以恢复。</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>“%1” is in the trash.</source>
        <translation>“%1”已移到回收站。</translation>
    </message>
    <message>
        <source>“%1” could not be moved to the trash. Open its folder and delete it there.</source>
        <translation>无法将“%1”移到回收站。请打开其文件夹手动删除。</translation>
    </message>
</context>
<context>
    <name>NameField</name>
    <message>
        <source>Names of results</source>
        <translation>结果的名称</translation>
    </message>
    <message>
        <source>Places that are filled in: %1</source>
        <translation>会被填入的占位符：%1</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Album</source>
        <translation>相册</translation>
    </message>
    <message>
        <source>%1 becomes %2</source>
        <translation>%1 变为 %2</translation>
    </message>
</context>
<context>
    <name>NeedyTiles</name>
    <message>
        <source>These need it most. Click one to see what would be done.</source>
        <translation>这几张最需要修复。点击可预览效果。</translation>
    </message>
</context>
<context>
    <name>NothingChosen</name>
    <message>
        <source>Choose a picture of a queue, and come back: here you draw on it.</source>
        <translation>请在队列中选择一张照片再回到这里，即可在上面绘制。</translation>
    </message>
    <message>
        <source>No picture is chosen</source>
        <translation>未选择照片</translation>
    </message>
    <message>
        <source>To the pictures</source>
        <translation>前往照片页</translation>
    </message>
</context>
<context>
    <name>Numbers</name>
    <message>
        <source>Numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>model you had</source>
        <translation>原有模型</translation>
    </message>
    <message>
        <source>new model</source>
        <translation>新模型</translation>
    </message>
    <message>
        <source>gain</source>
        <translation>提升</translation>
    </message>
    <message>
        <source>%1 photographs kept aside</source>
        <translation>%1 张留出的照片</translation>
    </message>
    <message>
        <source>95 % certain</source>
        <translation>95 % 的把握</translation>
    </message>
    <message>
        <source>What it could do before: %1</source>
        <translation>原有的本领：%1</translation>
    </message>
    <message>
        <source>Measured on clean photographs that were damaged as your scans seem to be: what the scans looked like when they were new, nobody knows. Judge by the pictures below too.</source>
        <translation>这是在干净照片上测得的，对它们施加了与你的扫描件相近的损伤：扫描件当初是什么样子，没有人知道。请同时参看下面的图片。</translation>
    </message>
    <message>
        <source>A coat may have been red or green, and nobody knows it from a grey picture: a wrong guess costs as much as a bad one. Judge by the pictures below too.</source>
        <translation>一件外套可能是红色，也可能是绿色，单凭黑白照片无人知晓：猜错与画得差付出的代价一样。请同时看下面的图片来判断。</translation>
    </message>
    <message>
        <source>The new model holds %1 % of what was learnt: with more, it would have forgotten too much.</source>
        <translation>新模型保留了所学的 %1 %：再多就会忘掉太多原有的本领。</translation>
    </message>
    <message>
        <source>photographs</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>nearest style so far</source>
        <translation>原有最接近的风格</translation>
    </message>
    <message>
        <source>new style</source>
        <translation>新风格</translation>
    </message>
    <message>
        <source>Distance to the works</source>
        <translation>与作品的距离</translation>
    </message>
    <message>
        <source>By %1 the nearest so far is “%2”.</source>
        <translation>按“%1”衡量，目前最接近的是“%2”。</translation>
    </message>
    <message>
        <source>Likeness to the photographs: %1 of 1; of any piece to a piece of a work: %2 of 1, at most.</source>
        <translation>与照片的相似度：%1（满分 1）；任一局部与作品局部的相似度最高为 %2（满分 1）。</translation>
    </message>
</context>
<context>
    <name>OfferDetails</name>
    <message>
        <source>The chosen model</source>
        <translation>所选模型</translation>
    </message>
    <message>
        <source>Its licence does not allow commercial use.</source>
        <translation>其许可不允许商业用途。</translation>
    </message>
    <message>
        <source>Fetch and add</source>
        <translation>获取并添加</translation>
    </message>
    <message>
        <source>I have the file…</source>
        <translation>我已有文件…</translation>
    </message>
    <message>
        <source>A file that you fetched with a browser, say: it is checked, and nothing is fetched</source>
        <translation>例如用浏览器下载的文件：会进行校验，不会下载任何内容</translation>
    </message>
    <message>
        <source>No model is chosen</source>
        <translation>未选择模型</translation>
    </message>
    <message>
        <source>%1 – made for: %2. Architecture: %3.</source>
        <translation>%1 – 适用于：%2。架构：%3。</translation>
    </message>
    <message>
        <source>It belongs to its author, %1, who gives it under the licence %2.</source>
        <translation>它属于作者 %1，以 %2 许可提供。</translation>
    </message>
    <message>
        <source>It would come from %1: %2 (%3)</source>
        <translation>将从 %1 获取：%2（%3）</translation>
    </message>
    <message>
        <source>It has been added already.</source>
        <translation>已经添加。</translation>
    </message>
    <message>
        <source>It is on its way: the page of models says how far.</source>
        <translation>正在获取：进度见模型页面。</translation>
    </message>
    <message>
        <source>%1 of it are here from the last time: fetching goes on from there.</source>
        <translation>上次已获取 %1：将从该处继续。</translation>
    </message>
    <message>
        <source>Nothing is fetched before you press “Fetch and add”, and only this very file is taken in.</source>
        <translation>按下“获取并添加”之前不会下载任何内容；只接收与目录完全一致的文件。</translation>
    </message>
</context>
<context>
    <name>OwnFile</name>
    <message>
        <source>“%1” could not be saved: %2. %3</source>
        <translation>无法保存“%1”：%2。%3</translation>
    </message>
    <message>
        <source>“%1” could not be read: %2.</source>
        <translation>无法读取“%1”：%2。</translation>
    </message>
    <message>
        <source>“%1” could not be read. It is kept as “%2”.</source>
        <translation>无法读取“%1”。它已保留为“%2”。</translation>
    </message>
</context>
<context>
    <name>PaintingView</name>
    <message>
        <source>Before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>It could not be painted</source>
        <translation>无法绘制</translation>
    </message>
    <message>
        <source>Painting…</source>
        <translation>正在绘制…</translation>
    </message>
</context>
<context>
    <name>Paintings</name>
    <message>
        <source>The small painting could not be read.</source>
        <translation>无法读取小图。</translation>
    </message>
</context>
<context>
    <name>PatchPreview</name>
    <message>
        <source>The preview cannot be shown.</source>
        <translation>无法显示预览。</translation>
    </message>
    <message>
        <source>Move the patch a little to try once more.</source>
        <translation>稍微移动预览框再试一次。</translation>
    </message>
    <message>
        <source>The engine stopped while it painted this patch.</source>
        <translation>引擎在绘制此预览时停止了。</translation>
    </message>
</context>
<context>
    <name>PictureLook</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Choose a picture to look at it here.</source>
        <translation>请选择一张图片在此查看。</translation>
    </message>
</context>
<context>
    <name>PictureTiles</name>
    <message>
        <source>A part of this picture cannot be shown.</source>
        <translation>此图片有一部分无法显示。</translation>
    </message>
    <message>
        <source>Choose the picture again to try once more.</source>
        <translation>请重新选择该图片再试一次。</translation>
    </message>
    <message>
        <source>The engine stopped while it read this picture.</source>
        <translation>引擎在读取此图片时停止了。</translation>
    </message>
</context>
<context>
    <name>PictureView</name>
    <message>
        <source>Nearer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Further away</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Whole picture</source>
        <translation>适合窗口</translation>
    </message>
    <message>
        <source>One to one</source>
        <translation>实际像素</translation>
    </message>
</context>
<context>
    <name>PicturesPage</name>
    <message>
        <source>%1 restored</source>
        <translation>%1 已修复</translation>
    </message>
    <message>
        <source>All stages are switched off: nothing would be done. Switch one on.</source>
        <translation>所有步骤都已停用，不会做任何处理。请至少启用一个。</translation>
    </message>
</context>
<context>
    <name>PreflightCard</name>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change where results go</source>
        <translation>更改结果的存放位置</translation>
    </message>
    <message>
        <source>Results &amp;wait for my review before they are released</source>
        <translation>结果先由我审阅，再放入目标文件夹(&amp;W)</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>All stages are switched off: nothing would be done.</source>
        <translation>所有步骤都已停用，不会做任何处理。</translation>
    </message>
    <message>
        <source>Switch one on.</source>
        <translation>请至少启用一个。</translation>
    </message>
    <message numerus="yes">
        <source>Looking through the pictures… %Ln so far</source>
        <translation>
            <numerusform>正在查看图片…已找到 %Ln 张</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking through the pictures…</source>
        <translation>正在查看图片…</translation>
    </message>
    <message>
        <source>Names: %1</source>
        <translation>名称：%1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photograph(s)</source>
        <translation>
            <numerusform>%Ln 张照片</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no picture here that can be restored.</source>
        <translation>这里没有可以修复的图片。</translation>
    </message>
    <message>
        <source>%1 megapixels, %2</source>
        <translation>%1 百万像素，%2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln other file(s) are left alone.</source>
        <translation>
            <numerusform>另有 %Ln 个文件保持不动。</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 needed, %2 free</source>
        <translation>需要 %1，可用 %2</translation>
    </message>
    <message>
        <source>%1 needed, only %2 free: make some room, or choose another place</source>
        <translation>需要 %1，仅剩 %2：请腾出空间，或另选位置</translation>
    </message>
    <message>
        <source>This cannot begin</source>
        <translation>无法开始</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Disk space</source>
        <translation>磁盘空间</translation>
    </message>
    <message>
        <source>Results go to</source>
        <translation>结果存放到</translation>
    </message>
</context>
<context>
    <name>ProblemCard</name>
    <message numerus="yes">
        <source>%Ln times</source>
        <translation>
            <numerusform>%Ln 次</numerusform>
        </translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>The engine ended unexpectedly, and was started again.</source>
        <translation>引擎意外退出，已重新启动。</translation>
    </message>
    <message>
        <source>The queue goes on, and nothing is lost. Do send us the report.</source>
        <translation>队列继续进行，没有丢失任何内容。欢迎把报告发给我们。</translation>
    </message>
    <message>
        <source>The engine ends whenever it is started.</source>
        <translation>引擎每次启动都会退出。</translation>
    </message>
    <message>
        <source>Start it again here. If that does not help, install Patina again.</source>
        <translation>请在这里重新启动引擎。如果仍无效，请重新安装 Patina。</translation>
    </message>
</context>
<context>
    <name>ProblemsPage</name>
    <message>
        <source>Nothing went wrong so far.</source>
        <translation>目前一切正常。</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Forget these problems; pictures and queues stay as they are</source>
        <translation>清除这些问题记录；图片和队列不受影响</translation>
    </message>
    <message>
        <source>Start again</source>
        <translation>重新启动</translation>
    </message>
    <message>
        <source>Start the engine again; the queues go on</source>
        <translation>重新启动引擎，队列会继续</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>问题</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln older one(s)</source>
        <translation>
            <numerusform>另有 %Ln 条较早的问题</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProgressLine</name>
    <message>
        <source>“%1”: %2</source>
        <translation>“%1”：%2</translation>
    </message>
    <message>
        <source>%1 of %2 MB</source>
        <translation>%1 / %2 MB</translation>
    </message>
    <message>
        <source>How much of “%1” is here</source>
        <translation>“%1”的获取进度</translation>
    </message>
</context>
<context>
    <name>Question</name>
    <message>
        <source>Measure…</source>
        <translation>测量…</translation>
    </message>
    <message>
        <source>Measure: %1</source>
        <translation>测量：%1</translation>
    </message>
</context>
<context>
    <name>Queue</name>
    <message>
        <source>The list could not be read from the engine. Please try again.</source>
        <translation>无法从引擎读取列表，请重试。</translation>
    </message>
    <message>
        <source>“%1” could not be written: %2</source>
        <translation>无法写入“%1”：%2</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>What helps</source>
        <translation>解决办法</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>处理中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Running %1 %</source>
        <translation>处理中 %1%</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>the time left is not known yet</source>
        <translation>剩余时间未知</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余%1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 (not needed)</source>
        <translation>%1（不需要）</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>own settings</source>
        <translation>单独设置</translation>
    </message>
    <message>
        <source>drawn on</source>
        <translation>已绘制</translation>
    </message>
</context>
<context>
    <name>QueueActions</name>
    <message>
        <source>Open the result</source>
        <translation>打开结果</translation>
    </message>
    <message>
        <source>Open the folder</source>
        <translation>打开所在文件夹</translation>
    </message>
    <message>
        <source>Draw on it…</source>
        <translation>在上面绘制…</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Copy the path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Do next</source>
        <translation>优先处理</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Do again with these settings…</source>
        <translation>用当前设置重新处理…</translation>
    </message>
    <message>
        <source>Back to the queue’s settings</source>
        <translation>恢复队列的设置</translation>
    </message>
    <message>
        <source>Take out of the queue</source>
        <translation>移出队列</translation>
    </message>
    <message>
        <source>Keep only what failed</source>
        <translation>只保留失败的</translation>
    </message>
    <message>
        <source>Save the list of failures…</source>
        <translation>保存失败列表…</translation>
    </message>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue?</source>
        <translation>
            <numerusform>将 %n 张图片移出队列？</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them is/are done. The results stay in their folder, but the queue forgets them.</source>
        <translation>
            <numerusform>其中 %n 张已完成。结果仍保留在文件夹中，但不再列入队列。</numerusform>
        </translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>移出</translation>
    </message>
    <message numerus="yes">
        <source>Take %n picture(s) out of the queue that did not fail?</source>
        <translation>
            <numerusform>将 %n 张未失败的图片移出队列？</numerusform>
        </translation>
    </message>
    <message>
        <source>Files stay where they are. What waits will not be done, and what is done is no longer listed.</source>
        <translation>文件保持原位。等待中的将不再处理，已完成的不再列出。</translation>
    </message>
    <message>
        <source>Save the list of failures</source>
        <translation>保存失败列表</translation>
    </message>
    <message>
        <source>failures.csv</source>
        <translation>失败列表.csv</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>QueueBar</name>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Start the queue, or go on</source>
        <translation>开始或继续队列</translation>
    </message>
    <message>
        <source>Pause the queue</source>
        <translation>暂停队列</translation>
    </message>
    <message>
        <source>Stop after the pictures under way</source>
        <translation>完成正在处理的图片后停止</translation>
    </message>
    <message>
        <source>Stop at once</source>
        <translation>立即停止</translation>
    </message>
    <message>
        <source>Progress of the queue</source>
        <translation>队列进度</translation>
    </message>
    <message>
        <source>After the pictures under way (F7)</source>
        <translation>完成正在处理的图片后停止 (F7)</translation>
    </message>
    <message>
        <source>Now; they will be done again (Shift+F7)</source>
        <translation>立即停止，之后重新处理 (Shift+F7)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start with the pictures that wait (F5)</source>
        <translation>开始处理等待中的图片 (F5)</translation>
    </message>
    <message>
        <source>Rest; the pictures under way stay in memory (F6)</source>
        <translation>暂停，正在处理的图片保留在内存中 (F6)</translation>
    </message>
    <message>
        <source>Go on with the pictures that wait (F5)</source>
        <translation>继续处理等待中的图片 (F5)</translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <translation>%1% · %2</translation>
    </message>
    <message>
        <source>Paused at %1 % · %2</source>
        <translation>已暂停 %1% · %2</translation>
    </message>
    <message>
        <source>Stopping · %1</source>
        <translation>正在停止 · %1</translation>
    </message>
    <message>
        <source>Done · %1</source>
        <translation>已完成 · %1</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>失败 %1</translation>
    </message>
    <message>
        <source>Opening the queue…</source>
        <translation>正在打开队列…</translation>
    </message>
    <message>
        <source>There are no pictures in this queue.</source>
        <translation>此队列中没有图片。</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) wait(s)</source>
        <translation>
            <numerusform>%n 张图片等待处理</numerusform>
        </translation>
    </message>
    <message>
        <source>Paused at %1</source>
        <translation>已暂停：%1</translation>
    </message>
    <message>
        <source>Stopping after the pictures under way</source>
        <translation>完成正在处理的图片后停止</translation>
    </message>
    <message>
        <source>Stopped at %1</source>
        <translation>已停止：%1</translation>
    </message>
    <message>
        <source>All done: %1 restored, %2 failed</source>
        <translation>全部完成：修复 %1 张，失败 %2 张</translation>
    </message>
    <message>
        <source>All done: %1 restored</source>
        <translation>全部完成：修复 %1 张</translation>
    </message>
    <message>
        <source>%1 MP/s</source>
        <translation>%1 百万像素/秒</translation>
    </message>
</context>
<context>
    <name>QueueFilter</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>QueueKeeper</name>
    <message>
        <source>Results of “%1” go to that folder. Choose another one.</source>
        <translation>“%1”的结果已存放在该文件夹，请另选一个。</translation>
    </message>
    <message>
        <source>“%1” is a queue already. Here it is.</source>
        <translation>“%1”已是队列，已为您显示。</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Found and done</source>
        <translation>检测与处理</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
</context>
<context>
    <name>QueueSide</name>
    <message>
        <source>Queues</source>
        <translation>队列</translation>
    </message>
    <message>
        <source>Add pictures…</source>
        <translation>添加图片…</translation>
    </message>
    <message>
        <source>Take this queue off the list</source>
        <translation>从列表中移除此队列</translation>
    </message>
    <message>
        <source>Take “%1” off the list</source>
        <translation>从列表中移除“%1”</translation>
    </message>
    <message>
        <source>“%1” is under way.</source>
        <translation>“%1”正在进行。</translation>
    </message>
    <message>
        <source>What is done stays where it is. The queue is taken off the list.</source>
        <translation>已完成的结果保持原位，队列将从列表中移除。</translation>
    </message>
    <message>
        <source>Close the queue</source>
        <translation>关闭队列</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>QueueStore</name>
    <message>
        <source>The list of queues could not be read. It was kept as “%1”; the pictures are untouched.</source>
        <translation>无法读取队列列表，原文件已保留为“%1”；图片未受影响。</translation>
    </message>
</context>
<context>
    <name>QueueTable</name>
    <message>
        <source>Try all again</source>
        <translation>全部重试</translation>
    </message>
    <message>
        <source>There are no pictures in this queue.</source>
        <translation>此队列中没有图片。</translation>
    </message>
    <message>
        <source>Nothing waits.</source>
        <translation>没有等待中的图片。</translation>
    </message>
    <message>
        <source>Nothing is done yet.</source>
        <translation>还没有完成的图片。</translation>
    </message>
    <message>
        <source>No picture has failed.</source>
        <translation>没有失败的图片。</translation>
    </message>
    <message>
        <source>Opening the queue…</source>
        <translation>正在打开队列…</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Pictures of the queue</source>
        <translation>队列中的图片</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
</context>
<context>
    <name>RecipeCheck</name>
    <message>
        <source>The recipe says “%1”, which this version does not know.</source>
        <translation>方案中的“%1”是此版本不认识的内容。</translation>
    </message>
    <message>
        <source>The recipe has format %1; this version reads format %2.</source>
        <translation>方案的格式为 %1，此版本只能读取格式 %2。</translation>
    </message>
    <message>
        <source>The recipe has a stage “%1”, which this version does not know.</source>
        <translation>方案中有此版本不认识的步骤“%1”。</translation>
    </message>
    <message>
        <source>The stage “%1” has an option “%2” in the recipe, which this version does not know.</source>
        <translation>方案的步骤“%1”中有此版本不认识的选项“%2”。</translation>
    </message>
    <message>
        <source>In the stage “%1”, “%2” cannot be “%3”.</source>
        <translation>步骤“%1”中的“%2”不能为“%3”。</translation>
    </message>
    <message>
        <source>There are: %1.</source>
        <translation>可用的有：%1。</translation>
    </message>
    <message>
        <source>It goes from %1 to %2.</source>
        <translation>取值范围为 %1 到 %2。</translation>
    </message>
    <message>
        <source>It may come from a newer version of Patina. </source>
        <translation>它可能来自更新版本的 Patina。</translation>
    </message>
    <message>
        <source>This is not a recipe.</source>
        <translation>这不是方案。</translation>
    </message>
    <message>
        <source>The panel stays as it was.</source>
        <translation>面板保持不变。</translation>
    </message>
</context>
<context>
    <name>RecipeChooser</name>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>It cannot be read: %1.</source>
        <translation>无法读取：%1。</translation>
    </message>
    <message>
        <source>It is not a TOML file.</source>
        <translation>它不是 TOML 文件。</translation>
    </message>
    <message>
        <source>There is no recipe on the clipboard.</source>
        <translation>剪贴板中没有方案。</translation>
    </message>
    <message>
        <source>Copy the settings of a recipe first.</source>
        <translation>请先复制一个方案的设置。</translation>
    </message>
    <message>
        <source>Recipes are TOML files. The panel stays as it was.</source>
        <translation>方案是 TOML 文件。面板保持不变。</translation>
    </message>
</context>
<context>
    <name>RecipeHead</name>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Delete this recipe of your own</source>
        <translation>删除这个自己的方案</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Back to the recipe as it was saved</source>
        <translation>恢复到保存时的方案</translation>
    </message>
    <message>
        <source>Only what the photo needs</source>
        <translation>只做照片需要的</translation>
    </message>
    <message>
        <source>Stages that find nothing to do in a picture are left out</source>
        <translation>跳过对图片没有必要的步骤</translation>
    </message>
    <message>
        <source>● Changed</source>
        <translation>● 已更改</translation>
    </message>
    <message>
        <source>As it was saved</source>
        <translation>与保存时相同</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Copy settings</source>
        <translation>复制设置</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>粘贴设置</translation>
    </message>
    <message>
        <source>Move the stage up</source>
        <translation>上移步骤</translation>
    </message>
    <message>
        <source>Move the stage down</source>
        <translation>下移步骤</translation>
    </message>
    <message>
        <source>No stages yet: pictures stay as they are. Add one below.</source>
        <translation>还没有步骤，图片保持原样。请在下方添加。</translation>
    </message>
    <message>
        <source>Add a stage</source>
        <translation>添加步骤</translation>
    </message>
    <message>
        <source>%1 (its model is not installed)</source>
        <translation>%1（未安装其模型）</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
</context>
<context>
    <name>RecipeQuestions</name>
    <message>
        <source>Open a recipe</source>
        <translation>打开方案</translation>
    </message>
    <message>
        <source>Recipes (*.toml)</source>
        <translation>方案 (*.toml)</translation>
    </message>
    <message>
        <source>Delete the recipe “%1”?</source>
        <translation>删除方案“%1”？</translation>
    </message>
    <message>
        <source>Its file is removed. What is on the panel stays.</source>
        <translation>其文件将被删除，面板上的内容保持不变。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>RecipeWork</name>
    <message>
        <source>Choice of “%1”</source>
        <translation>选择“%1”</translation>
    </message>
    <message>
        <source>Revert</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>“%1” on</source>
        <translation>启用“%1”</translation>
    </message>
    <message>
        <source>“%1” off</source>
        <translation>停用“%1”</translation>
    </message>
    <message>
        <source>“%1” of “%2”</source>
        <translation>“%2”的“%1”</translation>
    </message>
    <message>
        <source>Moving “%1”</source>
        <translation>移动“%1”</translation>
    </message>
    <message>
        <source>Removing “%1”</source>
        <translation>移除“%1”</translation>
    </message>
    <message>
        <source>Adding “%1”</source>
        <translation>添加“%1”</translation>
    </message>
    <message>
        <source>Using “%1”</source>
        <translation>使用“%1”</translation>
    </message>
    <message>
        <source>Only what the photo needs</source>
        <translation>只做照片需要的</translation>
    </message>
    <message>
        <source>“%1” was not opened. %2</source>
        <translation>未打开“%1”。%2</translation>
    </message>
    <message>
        <source>Opening “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>The recipe was not saved. %1</source>
        <translation>未保存方案。%1</translation>
    </message>
    <message>
        <source>Saving “%1”</source>
        <translation>保存“%1”</translation>
    </message>
    <message>
        <source>The recipe was not deleted. %1</source>
        <translation>未删除方案。%1</translation>
    </message>
    <message>
        <source>Nothing was pasted. %1</source>
        <translation>未粘贴任何内容。%1</translation>
    </message>
    <message>
        <source>Pasting</source>
        <translation>粘贴</translation>
    </message>
</context>
<context>
    <name>RefusedList</name>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message numerus="yes">
        <source>%Ln file(s) cannot be read, and will be left out:</source>
        <translation>
            <numerusform>%Ln 个文件无法读取，将被跳过：</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <translation>
            <numerusform>另有 %Ln 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportCard</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open “%1”</source>
        <translation>打开“%1”</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新测量</translation>
    </message>
    <message>
        <source>Measure “%1” again</source>
        <translation>重新测量“%1”</translation>
    </message>
    <message>
        <source>Throw away…</source>
        <translation>丢弃…</translation>
    </message>
    <message>
        <source>Throw away “%1”</source>
        <translation>丢弃“%1”</translation>
    </message>
    <message>
        <source>being measured</source>
        <translation>测量中</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>已测量</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>%1, begun %2</source>
        <translation>%1，开始于 %2</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>The whole report</source>
        <translation>完整报告</translation>
    </message>
    <message>
        <source>Opens in your browser; it can be printed</source>
        <translation>在浏览器中打开，可以打印</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>gain, dB</source>
        <translation>提升，dB</translation>
    </message>
    <message>
        <source>by how much the pictures come nearer to the clean ones</source>
        <translation>图片向干净原图靠近了多少</translation>
    </message>
    <message>
        <source>at least</source>
        <translation>至少</translation>
    </message>
    <message>
        <source>with 95 % certainty</source>
        <translation>95 % 的把握</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>至多</translation>
    </message>
    <message>
        <source>nearer, %</source>
        <translation>更接近，%</translation>
    </message>
    <message>
        <source>in features: closer to how eyes see than decibels are</source>
        <translation>按特征计算：比分贝更接近人眼的感受</translation>
    </message>
    <message>
        <source>best on</source>
        <translation>最佳张数</translation>
    </message>
    <message>
        <source>photographs that this model gains most on</source>
        <translation>该模型提升最大的照片张数</translation>
    </message>
    <message>
        <source>MP/s</source>
        <translation>MP/s</translation>
    </message>
    <message>
        <source>megapixels a second, on this machine, with what else it was doing</source>
        <translation>每秒百万像素，在这台电脑上，包括它同时在做的其他事情</translation>
    </message>
    <message>
        <source>Ranking</source>
        <translation>排名</translation>
    </message>
    <message>
        <source>A click on the head of a column sorts by it.</source>
        <translation>点击列标题即可按该列排序。</translation>
    </message>
    <message>
        <source>Use “%1” in the recipe</source>
        <translation>在方案中使用“%1”</translation>
    </message>
    <message>
        <source>distance in features</source>
        <translation>特征距离</translation>
    </message>
    <message>
        <source>less is better</source>
        <translation>越小越好</translation>
    </message>
    <message>
        <source>Means of %1 pictures.</source>
        <translation>%1 张图片的平均值。</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more sheet(s) of pictures lie in the folder.</source>
        <translation>
            <numerusform>文件夹中还有 %Ln 张图片对照表。</numerusform>
        </translation>
    </message>
    <message>
        <source>How it was measured</source>
        <translation>测量方法</translation>
    </message>
</context>
<context>
    <name>ResultView</name>
    <message>
        <source>All runs</source>
        <translation>全部学习</translation>
    </message>
    <message>
        <source>Photographs that it never learnt from: always the same choice</source>
        <translation>从未用于学习的照片：每次选取相同</translation>
    </message>
    <message>
        <source>The three where it did worst</source>
        <translation>效果最差的三张</translation>
    </message>
    <message>
        <source>before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>photograph</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>the model that you had</source>
        <translation>原有的模型</translation>
    </message>
    <message>
        <source>the one that learnt</source>
        <translation>学习后的模型</translation>
    </message>
    <message>
        <source>restored by hand</source>
        <translation>人工修复</translation>
    </message>
    <message>
        <source>as it was</source>
        <translation>原样</translation>
    </message>
    <message>
        <source>a work</source>
        <translation>一幅作品</translation>
    </message>
    <message>
        <source>What becomes of it?</source>
        <translation>怎么处理它？</translation>
    </message>
    <message>
        <source>It was published as “%1”.</source>
        <translation>已发布为“%1”。</translation>
    </message>
    <message>
        <source>Use it in the recipe</source>
        <translation>在方案中使用它</translation>
    </message>
    <message>
        <source>As a style it stands in the gallery of “Styles”, beside those that are there.</source>
        <translation>作为风格，它会出现在“风格”的画廊里，与已有的风格并列。</translation>
    </message>
    <message>
        <source>As a model it can be chosen in a recipe: stage “Colourise”, option “Model”.</source>
        <translation>作为模型，可以在方案的“上色”步骤中用“模型”选项选择它。</translation>
    </message>
    <message>
        <source>As a model it can be chosen in a recipe: stage “Enlarge”, option “Model”.</source>
        <translation>作为模型，可以在方案的“放大”步骤中用“模型”选项选择它。</translation>
    </message>
    <message>
        <source>As a model it can be chosen in a recipe: stage “Restore”, option “Model”.</source>
        <translation>作为模型，可以在方案的“修复”步骤中用“模型”选项选择它。</translation>
    </message>
    <message>
        <source>Its name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Publish it</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>Throw it away…</source>
        <translation>丢弃…</translation>
    </message>
</context>
<context>
    <name>ResultsCard</name>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Format of results</source>
        <translation>结果格式</translation>
    </message>
    <message>
        <source>As each picture is</source>
        <translation>与原图相同</translation>
    </message>
    <message>
        <source>TIFF with smaller copies (pyramid)</source>
        <translation>含缩小副本的 TIFF（金字塔）</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>格式(&amp;F)</translation>
    </message>
    <message>
        <source>If a file is there already</source>
        <translation>如果已有同名文件</translation>
    </message>
    <message>
        <source>Leave it, and say that the picture failed</source>
        <translation>保留它，并将该图片记为失败</translation>
    </message>
    <message>
        <source>Leave it, and number the result</source>
        <translation>保留它，并给结果编号</translation>
    </message>
    <message>
        <source>Leave it, and take the picture for done</source>
        <translation>保留它，并将该图片视为已完成</translation>
    </message>
    <message>
        <source>&amp;Names</source>
        <translation>名称(&amp;N)</translation>
    </message>
    <message>
        <source>If a &amp;file is there</source>
        <translation>已有同名文件时(&amp;F)</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the folder for results</source>
        <translation>选择结果文件夹</translation>
    </message>
    <message>
        <source>Beside the pictures</source>
        <translation>放在图片旁边</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>A new folder beside the pictures</source>
        <translation>图片旁的新文件夹</translation>
    </message>
    <message>
        <source>Folder for results</source>
        <translation>结果文件夹</translation>
    </message>
</context>
<context>
    <name>ReviewButtons</name>
    <message>
        <source>Accept</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Reject</source>
        <translation>不通过</translation>
    </message>
    <message>
        <source>Do again…</source>
        <translation>重新处理…</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Key %1</source>
        <translation>快捷键 %1</translation>
    </message>
</context>
<context>
    <name>ReviewCard</name>
    <message>
        <source>Found and done</source>
        <translation>检测与处理</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Certainty</source>
        <translation>把握</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>%1 MP</source>
        <translation>%1 百万像素</translation>
    </message>
    <message>
        <source>hardly (%1 of 255)</source>
        <translation>几乎没有（%1 / 255）</translation>
    </message>
    <message>
        <source>a little (%1 of 255)</source>
        <translation>轻微（%1 / 255）</translation>
    </message>
    <message>
        <source>clearly (%1 of 255)</source>
        <translation>明显（%1 / 255）</translation>
    </message>
    <message>
        <source>much (%1 of 255)</source>
        <translation>很大（%1 / 255）</translation>
    </message>
</context>
<context>
    <name>ReviewHead</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>未审阅</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>图片的顺序</translation>
    </message>
    <message>
        <source>Most changed first</source>
        <translation>改动最大的在前</translation>
    </message>
    <message>
        <source>Least certain first</source>
        <translation>把握最小的在前</translation>
    </message>
    <message>
        <source>Accept all that are left…</source>
        <translation>全部通过其余图片…</translation>
    </message>
    <message>
        <source>%1 of %2 judged</source>
        <translation>已审阅 %1 / %2</translation>
    </message>
    <message numerus="yes">
        <source>Show %n new picture(s)</source>
        <translation>
            <numerusform>显示 %n 张新图片</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message numerus="yes">
        <source>Accept the %n picture(s) that is/are not judged yet?</source>
        <translation>
            <numerusform>通过尚未审阅的 %n 张图片？</numerusform>
        </translation>
    </message>
    <message>
        <source>Results that waited for a verdict then go to their folder.</source>
        <translation>等待审阅的结果随后会放入其文件夹。</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Nothing to review yet. Pictures appear here once they are done.</source>
        <translation>还没有可审阅的图片。处理完成后会显示在这里。</translation>
    </message>
    <message>
        <source>Every picture is judged.</source>
        <translation>所有图片都已审阅。</translation>
    </message>
    <message>
        <source>No picture has this verdict.</source>
        <translation>没有这一类的图片。</translation>
    </message>
</context>
<context>
    <name>ReviewStrip</name>
    <message>
        <source>Pictures to review</source>
        <translation>待审阅的图片</translation>
    </message>
</context>
<context>
    <name>RunView</name>
    <message>
        <source>How good it is on photographs that it never learns from (higher is better)</source>
        <translation>在从不用于学习的照片上的表现（越高越好）</translation>
    </message>
    <message>
        <source>before</source>
        <translation>修复前</translation>
    </message>
    <message>
        <source>with the model that you had</source>
        <translation>原有模型的结果</translation>
    </message>
    <message>
        <source>with the model that learns, now</source>
        <translation>正在学习的模型目前的结果</translation>
    </message>
    <message>
        <source>All runs</source>
        <translation>全部学习</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Stop for today</source>
        <translation>今天到此为止</translation>
    </message>
    <message>
        <source>What was learnt is saved; it goes on whenever you like</source>
        <translation>已学到的会保存下来，随时可以继续</translation>
    </message>
    <message>
        <source>See the result</source>
        <translation>查看结果</translation>
    </message>
    <message>
        <source>The dashed line is the model that you had. Above it, the new one is better; often it dips at first.</source>
        <translation>虚线是原有的模型。高于虚线表示新模型更好；开始时常会先下降一点。</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Photographs that it never learns from</source>
        <translation>从不用于学习的照片</translation>
    </message>
    <message>
        <source>the model that you had: %1</source>
        <translation>原有的模型：%1</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>还剩 %1</translation>
    </message>
</context>
<context>
    <name>RunningView</name>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>It begins…</source>
        <translation>正在开始…</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1：%2 / %3</translation>
    </message>
    <message>
        <source>for %1 min %2 s</source>
        <translation>已用 %1 分 %2 秒</translation>
    </message>
    <message>
        <source>It stops…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>SaveRecipeDialog</name>
    <message>
        <source>Save the recipe</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>&amp;Name of the recipe</source>
        <translation>方案名称(&amp;N)</translation>
    </message>
    <message>
        <source>There is a recipe “%1” already. It will be replaced.</source>
        <translation>已有方案“%1”，将被替换。</translation>
    </message>
    <message>
        <source>It is kept as “%1”, among your own recipes.</source>
        <translation>将以“%1”保存在自己的方案中。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>SettingsFile</name>
    <message>
        <source>The settings could not be saved: %1. %2</source>
        <translation>无法保存设置：%1。%2</translation>
    </message>
    <message>
        <source>The settings could not be read: %1.</source>
        <translation>无法读取设置：%1。</translation>
    </message>
    <message>
        <source>The settings could not be read. They are kept as “%1”, and Patina starts with its own.</source>
        <translation>无法读取设置，原文件已保留为“%1”，Patina 将使用默认设置。</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Save the sheet as PNG…</source>
        <translation>将样张存为 PNG…</translation>
    </message>
    <message>
        <source>Back to the gallery</source>
        <translation>返回风格库</translation>
    </message>
    <message>
        <source>That is one of the pictures themselves. Choose another name.</source>
        <translation>这是其中一张原图的名称，请另选名称。</translation>
    </message>
    <message>
        <source>The sheet is saved as “%1”.</source>
        <translation>样张已保存为“%1”。</translation>
    </message>
    <message>
        <source>Save the sheet</source>
        <translation>保存样张</translation>
    </message>
    <message>
        <source>PNG pictures (*.png)</source>
        <translation>PNG 图片 (*.png)</translation>
    </message>
    <message>
        <source>%1 of %2 painted.</source>
        <translation>已绘制 %1 / %2。</translation>
    </message>
    <message>
        <source>Give stars with the keys 1 to 5, and 0 takes them away. Enter shows one large.</source>
        <translation>按 1 到 5 键评星，按 0 取消。按 Enter 查看大图。</translation>
    </message>
    <message numerus="yes">
        <source>Paint the starred in full (%n)</source>
        <translation>
            <numerusform>以原尺寸绘制已评星的（%n）</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s) or more</source>
        <translation>
            <numerusform>%n 星及以上</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n star(s)</source>
        <translation>
            <numerusform>%n 星</numerusform>
        </translation>
    </message>
    <message>
        <source>How many stars at least</source>
        <translation>最低星级</translation>
    </message>
    <message>
        <source>Variants</source>
        <translation>变体</translation>
    </message>
    <message>
        <source>Show large, and back</source>
        <translation>查看大图或返回</translation>
    </message>
    <message>
        <source>Before, while held</source>
        <translation>按住看修复前</translation>
    </message>
</context>
<context>
    <name>SheetModel</name>
    <message>
        <source>Before</source>
        <translation>修复前</translation>
    </message>
</context>
<context>
    <name>SheetTable</name>
    <message>
        <source>Contact sheet</source>
        <translation>样张</translation>
    </message>
</context>
<context>
    <name>StageCard</name>
    <message>
        <source>Drag to move it; Ctrl+Up and Ctrl+Down do it too</source>
        <translation>拖动可移动，也可用 Ctrl+↑ 和 Ctrl+↓</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove “%1” from the recipe</source>
        <translation>从方案中移除“%1”</translation>
    </message>
    <message>
        <source>Fewer options of “%1”</source>
        <translation>收起“%1”的选项</translation>
    </message>
    <message>
        <source>All options of “%1”</source>
        <translation>展开“%1”的全部选项</translation>
    </message>
    <message>
        <source>It cannot run. Missing models, to be added on the page “Models”: %1</source>
        <translation>无法运行，缺少以下模型（可在“模型”页面添加）：%1</translation>
    </message>
    <message>
        <source>Switched off</source>
        <translation>已停用</translation>
    </message>
    <message>
        <source>Not needed here</source>
        <translation>此图不需要</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>not begun</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>starting</source>
        <translation>正在启动</translation>
    </message>
    <message>
        <source>preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>learning</source>
        <translation>学习中</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>stopping</source>
        <translation>正在停止</translation>
    </message>
    <message>
        <source>being judged</source>
        <translation>评判中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>cannot go on</source>
        <translation>无法继续</translation>
    </message>
    <message>
        <source>ended unexpectedly</source>
        <translation>意外结束</translation>
    </message>
    <message>
        <source>The trainer starts…</source>
        <translation>训练程序正在启动…</translation>
    </message>
    <message>
        <source>The pictures are looked through, and some are kept aside for the verdict.</source>
        <translation>正在检查图片，并留出一部分用于评判。</translation>
    </message>
    <message>
        <source>It learns. You may use Patina meanwhile, or close it: it goes on, and is here when you come back.</source>
        <translation>正在学习。你可以继续使用 Patina，也可以关闭它：学习会继续，回来时就能看到。</translation>
    </message>
    <message>
        <source>It rests, and keeps its place in memory.</source>
        <translation>正在休息，进度保留在内存中。</translation>
    </message>
    <message>
        <source>It saves what it has learnt, and stops…</source>
        <translation>正在保存所学并停止…</translation>
    </message>
    <message>
        <source>It has learnt enough. Now it is measured, beside the model that you had.</source>
        <translation>学习已足够。现在与原有的模型对比测量。</translation>
    </message>
    <message>
        <source>It is finished, and was measured.</source>
        <translation>已完成，并经过测量。</translation>
    </message>
    <message>
        <source>It was stopped. It goes on from here whenever you like.</source>
        <translation>已停止，随时可以从这里继续。</translation>
    </message>
    <message>
        <source>The trainer ended unexpectedly. “Go on” starts it from what was saved last: at most five minutes are lost.</source>
        <translation>训练程序意外结束。“继续”会从上次保存处重新开始：最多损失五分钟。</translation>
    </message>
</context>
<context>
    <name>Steps</name>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损伤</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
</context>
<context>
    <name>StudioStep</name>
    <message>
        <source>What do your scans suffer from?</source>
        <translation>你的扫描件有哪些损伤？</translation>
    </message>
    <message>
        <source>Patina has estimated it. Below, it does the same to clean photographs: move the sliders until both rows look alike. What you see is what the model learns to mend.</source>
        <translation>Patina 已做出估计，并在下面对干净的照片施加同样的损伤：请移动滑块，直到两行看起来相似。你看到的就是模型要学习修复的。</translation>
    </message>
    <message>
        <source>Estimate anew</source>
        <translation>重新估计</translation>
    </message>
    <message>
        <source>Other strengths and places</source>
        <translation>换一组强度和位置</translation>
    </message>
    <message>
        <source>Each picture gets its own strength within the ranges, as scans have</source>
        <translation>每张图片在范围内各有强弱，就像扫描件一样</translation>
    </message>
    <message>
        <source>Your scans</source>
        <translation>你的扫描件</translation>
    </message>
    <message>
        <source>Clean photographs, damaged like them</source>
        <translation>干净的照片，施加同样的损伤</translation>
    </message>
    <message>
        <source>Patina looks what the scans suffer from…</source>
        <translation>Patina 正在查看扫描件的损伤…</translation>
    </message>
</context>
<context>
    <name>StudyForm</name>
    <message>
        <source>Laboratory</source>
        <translation>实验室</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Choose a folder: %1</source>
        <translation>选择文件夹：%1</translation>
    </message>
    <message>
        <source>The name of this folder cannot be written down: it is not UTF-8. Rename it, or choose another one.</source>
        <translation>无法写下这个文件夹的名称：它不是 UTF-8。请重命名，或选择另一个。</translation>
    </message>
    <message>
        <source>Give all of these folders, or none of them.</source>
        <translation>请全部指定这些文件夹，或一个也不指定。</translation>
    </message>
    <message>
        <source>Tick objectives, or optimisers, that are to be compared: two or more.</source>
        <translation>请勾选要比较的目标函数或优化器：两个或更多。</translation>
    </message>
    <message>
        <source>%1 pictures or more: with fewer, chance decides.</source>
        <translation>需要 %1 张或更多图片：太少时由偶然决定。</translation>
    </message>
</context>
<context>
    <name>StyleNames</name>
    <message>
        <source>Painters</source>
        <translation>画家</translation>
    </message>
    <message>
        <source>Techniques</source>
        <translation>技法</translation>
    </message>
    <message>
        <source>Historic processes</source>
        <translation>历史工艺</translation>
    </message>
    <message>
        <source>Others</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>Monet</source>
        <translation>莫奈</translation>
    </message>
    <message>
        <source>Renoir</source>
        <translation>雷诺阿</translation>
    </message>
    <message>
        <source>Van Gogh</source>
        <translation>凡·高</translation>
    </message>
    <message>
        <source>Degas</source>
        <translation>德加</translation>
    </message>
    <message>
        <source>Turner</source>
        <translation>透纳</translation>
    </message>
    <message>
        <source>Gauguin</source>
        <translation>高更</translation>
    </message>
    <message>
        <source>Hokusai</source>
        <translation>葛饰北斋</translation>
    </message>
    <message>
        <source>old masters</source>
        <translation>古典大师</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>素描</translation>
    </message>
    <message>
        <source>ink wash</source>
        <translation>水墨</translation>
    </message>
    <message>
        <source>engraving</source>
        <translation>版画雕刻</translation>
    </message>
    <message>
        <source>cartoon</source>
        <translation>卡通</translation>
    </message>
    <message>
        <source>watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>woodcut</source>
        <translation>木刻</translation>
    </message>
    <message>
        <source>charcoal</source>
        <translation>炭笔</translation>
    </message>
    <message>
        <source>pointillism</source>
        <translation>点彩</translation>
    </message>
    <message>
        <source>mosaic</source>
        <translation>马赛克</translation>
    </message>
    <message>
        <source>stained glass</source>
        <translation>彩绘玻璃</translation>
    </message>
    <message>
        <source>daguerreotype</source>
        <translation>银版照片</translation>
    </message>
    <message>
        <source>cyanotype</source>
        <translation>蓝晒</translation>
    </message>
    <message>
        <source>albumen print</source>
        <translation>蛋白照片</translation>
    </message>
    <message>
        <source>autochrome</source>
        <translation>奥托克罗姆彩片</translation>
    </message>
    <message>
        <source>Technicolor</source>
        <translation>特艺彩色</translation>
    </message>
    <message>
        <source>Kodachrome</source>
        <translation>柯达克罗姆</translation>
    </message>
    <message>
        <source>halftone print</source>
        <translation>网点印刷</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1和%2</translation>
    </message>
</context>
<context>
    <name>StylesPage</name>
    <message>
        <source>The engine is looking for styles…</source>
        <translation>引擎正在查找风格…</translation>
    </message>
    <message>
        <source>Go to Models</source>
        <translation>前往“模型”</translation>
    </message>
    <message>
        <source>Choose a picture…</source>
        <translation>选择图片…</translation>
    </message>
    <message>
        <source>There is no stylist yet</source>
        <translation>还没有风格模型</translation>
    </message>
    <message>
        <source>Styles are painted by a model with the id “stylist”, and none is installed.</source>
        <translation>风格由 id 为“stylist”的模型绘制，目前没有安装。</translation>
    </message>
    <message>
        <source>If you have one as a folder, with model.toml and weights.safetensors, add it on the page of models.</source>
        <translation>如果您有含 model.toml 和 weights.safetensors 的模型文件夹，请在“模型”页添加。</translation>
    </message>
    <message>
        <source>Or train one of your own from paintings that you like: docs/games.md tells how, below “styles”.</source>
        <translation>也可以用您喜欢的画作训练一个：方法见 docs/games.md 的“styles”部分。</translation>
    </message>
    <message>
        <source>Drop a photograph here</source>
        <translation>将照片拖放到这里</translation>
    </message>
    <message>
        <source>Every style is then painted on it, so that you see what it does. The photograph stays as it is.</source>
        <translation>随后会用每种风格绘制它，让您看到效果。照片本身保持不变。</translation>
    </message>
    <message>
        <source>There is no picture in that.</source>
        <translation>其中没有图片。</translation>
    </message>
    <message>
        <source>Photographs (%1)</source>
        <translation>照片 (%1)</translation>
    </message>
    <message>
        <source>Choose a picture, or several</source>
        <translation>选择一张或多张图片</translation>
    </message>
</context>
<context>
    <name>TeachPage</name>
    <message>
        <source>“%1” has learnt, and was measured.</source>
        <translation>“%1”已学完并经过测量。</translation>
    </message>
    <message>
        <source>“%1” cannot go on learning. “Teach” says why.</source>
        <translation>“%1”无法继续学习，原因见“教学”。</translation>
    </message>
    <message>
        <source>“%1” ended unexpectedly. “Teach” lets it go on.</source>
        <translation>“%1”意外结束，可在“教学”中继续。</translation>
    </message>
    <message>
        <source>“%1” is there now.</source>
        <translation>“%1”已就绪。</translation>
    </message>
    <message>
        <source>Throw “%1” away?</source>
        <translation>丢弃“%1”？</translation>
    </message>
    <message>
        <source>The run goes to the trash, from where you can fetch it back. Your pictures stay, and what was published.</source>
        <translation>这次学习将移到回收站，之后可以恢复。你的图片和已发布的内容不受影响。</translation>
    </message>
    <message>
        <source>Throw away</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>It saves what it has learnt, and stops. Throw it away then.</source>
        <translation>它正在保存所学并停止，之后再丢弃。</translation>
    </message>
    <message>
        <source>“%1” could not be moved to the trash.</source>
        <translation>无法将“%1”移到回收站。</translation>
    </message>
    <message>
        <source>A model is learning.</source>
        <translation>有模型正在学习。</translation>
    </message>
    <message>
        <source>It can learn on while Patina is closed, or stop and go on another day.</source>
        <translation>关闭 Patina 后它可以继续学习，也可以停止，改天再继续。</translation>
    </message>
    <message>
        <source>Let it learn on</source>
        <translation>让它继续学</translation>
    </message>
    <message>
        <source>Stop it</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>留下</translation>
    </message>
</context>
<context>
    <name>TileGrid</name>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
</context>
<context>
    <name>TimeStep</name>
    <message>
        <source>How long may it learn?</source>
        <translation>可以学多久？</translation>
    </message>
    <message>
        <source>You can pause it, stop it and go on another day; nothing is lost. It ends by itself when it learns no more. The verdict takes a few minutes on top.</source>
        <translation>可以暂停，也可以停止、改天再继续，不会丢失任何东西。学不到更多时会自动结束。评判另需几分钟。</translation>
    </message>
    <message>
        <source>A quick look: 5 minutes</source>
        <translation>先试试看：5 分钟</translation>
    </message>
    <message>
        <source>An evening: 3 hours</source>
        <translation>一个晚上：3 小时</translation>
    </message>
    <message>
        <source>A night: 9 hours</source>
        <translation>一整夜：9 小时</translation>
    </message>
    <message>
        <source> minutes</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>As long as I say:</source>
        <translation>由我决定：</translation>
    </message>
    <message>
        <source>Name of the run</source>
        <translation>这次学习的名称</translation>
    </message>
    <message>
        <source>What do you call it?</source>
        <translation>怎么称呼它？</translation>
    </message>
    <message>
        <source>To find it again in the list; what comes of it gets its own name later.</source>
        <translation>便于在列表中找到；学成之后可以另外取名。</translation>
    </message>
    <message>
        <source>Patina measures what this machine can do in it…</source>
        <translation>Patina 正在测量这台电脑能做多少…</translation>
    </message>
    <message>
        <source>This machine takes about %1 steps in it, and looks at pictures %2 times.</source>
        <translation>这台电脑在此期间大约走 %1 步，看图片 %2 次。</translation>
    </message>
    <message>
        <source>That is little: it shows whether it works, not how good it can become.</source>
        <translation>这不算多：只能看出是否可行，看不出能有多好。</translation>
    </message>
</context>
<context>
    <name>ToolBox</name>
    <message>
        <source>Width of the brush</source>
        <translation>画笔宽度</translation>
    </message>
    <message>
        <source>Width of the brush ([ and ])</source>
        <translation>画笔宽度（[ 和 ]）</translation>
    </message>
</context>
<context>
    <name>Tools</name>
    <message>
        <source>Moves the picture. So does any tool while the space bar is held, and the middle mouse button.</source>
        <translation>移动照片。按住空格键时任何工具都可移动，鼠标中键也可以。</translation>
    </message>
    <message>
        <source>Draws over what is to go, or over the subject.</source>
        <translation>涂抹要去掉的内容，或涂抹主体。</translation>
    </message>
    <message>
        <source>Takes marks away. Damage that was found there is left alone.</source>
        <translation>清除标记。那里找到的损伤会保持原样。</translation>
    </message>
    <message>
        <source>Along a scratch: press at one end, let go at the other.</source>
        <translation>沿着划痕：在一端按下，在另一端松开。</translation>
    </message>
    <message>
        <source>All that lies within the line that you draw.</source>
        <translation>您画的线以内的一切。</translation>
    </message>
    <message>
        <source>Click a thing or a person, or draw a line around it: its outline is found.</source>
        <translation>点击物体或人物，或在周围画一圈：会找到它的轮廓。</translation>
    </message>
    <message>
        <source>Draw a frame around a caption or a watermark: its letters are found.</source>
        <translation>在文字说明或水印周围画一个框：会找到其中的文字。</translation>
    </message>
    <message>
        <source>Click something whose colour you know.</source>
        <translation>点击您知道颜色的地方。</translation>
    </message>
    <message>
        <source>Hand</source>
        <translation>抓手</translation>
    </message>
    <message>
        <source>Brush</source>
        <translation>画笔</translation>
    </message>
    <message>
        <source>Eraser</source>
        <translation>橡皮擦</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>直线</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>套索</translation>
    </message>
    <message>
        <source>Thing or person</source>
        <translation>物体或人物</translation>
    </message>
    <message>
        <source>Writing</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Known colour</source>
        <translation>已知颜色</translation>
    </message>
</context>
<context>
    <name>Verdict</name>
    <message>
        <source>about the same on what it could do before</source>
        <translation>原有的本领大致不变</translation>
    </message>
    <message>
        <source>a little worse on some of what it could do before (%1)</source>
        <translation>部分原有的本领略有下降（%1）</translation>
    </message>
    <message>
        <source>Only %1 photographs were kept aside: too few to tell a gain from chance. Keep the model that you had.</source>
        <translation>只留出了 %1 张照片：太少，无法分辨是提升还是偶然。请保留原有的模型。</translation>
    </message>
    <message>
        <source>better on %1 of %2 photographs it had never seen, by %3 dB on average (95 % certain: %4 to %5)</source>
        <translation>在 %2 张从未见过的照片中，有 %1 张更好，平均 %3 dB（95 % 的把握：%4 到 %5）</translation>
    </message>
    <message>
        <source>better on %1 of %2 photographs it had never seen, damaged as your scans seem to be, by %3 dB on average (95 % certain: %4 to %5)</source>
        <translation>在 %2 张从未见过、按你的扫描件那样施加损伤的照片中，有 %1 张更好，平均 %3 dB（95 % 的把握：%4 到 %5）</translation>
    </message>
    <message>
        <source>No improvement that is more than chance: it is %1. Keep the model that you had.</source>
        <translation>没有超出偶然的提升：%1。请保留原有的模型。</translation>
    </message>
    <message>
        <source>It is %1, but it has forgotten too much: %2. Keep the model that you had.</source>
        <translation>%1，但忘掉了太多：%2。请保留原有的模型。</translation>
    </message>
    <message>
        <source>It is %1; %2.</source>
        <translation>%1；%2。</translation>
    </message>
    <message>
        <source>better on %1 of %2 photographs it had never seen, made small and enlarged again, by %3 dB on average (95 % certain: %4 to %5)</source>
        <translation>在它从未见过的 %2 张照片（缩小后再放大）中，有 %1 张更好，平均提高 %3 dB（95 % 把握：%4 到 %5）</translation>
    </message>
    <message>
        <source>nearer to the true colours on %1 of %2 photographs it had never seen, made grey and coloured again, by %3 dB on average (95 % certain: %4 to %5)</source>
        <translation>在它从未见过的 %2 张照片（变成黑白后再上色）中，有 %1 张更接近真实的颜色，平均提高 %3 dB（95 % 把握：%4 到 %5）</translation>
    </message>
    <message>
        <source>nearer to your works than in any style it knew, on %1 of %2 photographs it had never seen</source>
        <translation>在 %2 张从未见过的照片中，有 %1 张比原有的任何风格都更接近你的作品</translation>
    </message>
    <message>
        <source>The style was learnt: what it paints is %1.</source>
        <translation>风格已学会：%1。</translation>
    </message>
    <message>
        <source>No improvement that is more than chance: what it paints is %1. Keep the model that you had.</source>
        <translation>没有超出偶然的提升：%1。请保留原有的模型。</translation>
    </message>
    <message>
        <source>What it paints is %1, but not as it should be; the reasons stand below. Keep the model that you had.</source>
        <translation>%1，但不尽如人意，原因见下。请保留原有的模型。</translation>
    </message>
    <message>
        <source>There were too few works to keep one aside: whether it learnt the hand, or only these works, is not known.</source>
        <translation>作品太少，无法留出用于检验：它学会的是这种手笔，还是只记住了这些作品，无从得知。</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Drop photographs or folders here</source>
        <translation>将照片或文件夹拖放到这里</translation>
    </message>
    <message>
        <source>Open photographs…</source>
        <translation>打开照片…</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Patina mends what time has done: fading, scratches, noise and blur. First it shows what it would do.</source>
        <translation>Patina 修复岁月留下的痕迹：褪色、划痕、噪点和模糊。动手之前，先给您看效果。</translation>
    </message>
    <message>
        <source>It works on this machine only, and it never changes your originals: results are files of their own.</source>
        <translation>全部在本机完成，绝不改动原图：结果另存为新文件。</translation>
    </message>
</context>
<context>
    <name>WhyDialog</name>
    <message>
        <source>Why? – %1</source>
        <translation>为什么？ – %1</translation>
    </message>
    <message>
        <source>Looking at the picture again…</source>
        <translation>正在重新查看照片…</translation>
    </message>
    <message>
        <source>Left out: the picture does not need it.</source>
        <translation>已省略：这张照片不需要它。</translation>
    </message>
    <message>
        <source>Sure: %1 %</source>
        <translation>确定程度：%1 %</translation>
    </message>
    <message>
        <source>The result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>White: %1</source>
        <translation>白色：%1</translation>
    </message>
</context>
<context>
    <name>amounts</name>
    <message>
        <source>not known yet</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>不到一分钟</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>约 %1 分钟</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>约 %1 小时</translation>
    </message>
    <message>
        <source>about %1 h %2 min</source>
        <translation>约 %1 小时 %2 分钟</translation>
    </message>
    <message>
        <source>about %1 days</source>
        <translation>约 %1 天</translation>
    </message>
</context>
<context>
    <name>catalogue</name>
    <message>
        <source>restores</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>finds what a picture is of</source>
        <translation>寻找图片的主体</translation>
    </message>
    <message>
        <source>finds faces</source>
        <translation>寻找人脸</translation>
    </message>
    <message>
        <source>tells faces apart</source>
        <translation>辨认人脸</translation>
    </message>
    <message>
        <source>restores faces</source>
        <translation>修复人脸</translation>
    </message>
    <message>
        <source>enlarges ×%1</source>
        <translation>放大 %1 倍</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>photographs</source>
        <translation>照片</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>finding</source>
        <translation>寻找</translation>
    </message>
    <message>
        <source>telling apart</source>
        <translation>辨认</translation>
    </message>
    <message>
        <source>things and persons</source>
        <translation>物体和人物</translation>
    </message>
    <message>
        <source>writing</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>restoring</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>enlarging anything</source>
        <translation>通用放大</translation>
    </message>
    <message>
        <source>traces of compression</source>
        <translation>压缩痕迹</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪点</translation>
    </message>
    <message>
        <source>research</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>teaching it more</source>
        <translation>继续训练</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>Colourise</source>
        <translation>上色</translation>
    </message>
    <message>
        <source>Gives a black and white or sepia picture colours: plausible ones, not evidence of what they were.</source>
        <translation>为黑白或棕褐色图片上色：颜色合乎情理，但不能证明当年的真实颜色。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>0 leaves the picture as it is</source>
        <translation>0 表示保持图片原样</translation>
    </message>
    <message>
        <source>Colourful</source>
        <translation>鲜艳度</translation>
    </message>
    <message>
        <source>0.15 is faint, 0.4 as photographs mostly are, 0.7 gaudy</source>
        <translation>0.15 很淡，0.4 与一般照片相当，0.7 过于浓艳</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>1: the best guess; 2 and 3: others</source>
        <translation>1 为最佳猜测，2 和 3 为其他可能</translation>
    </message>
    <message>
        <source>Hints</source>
        <translation>提示点</translation>
    </message>
    <message>
        <source>points whose colour is known</source>
        <translation>已知颜色的点</translation>
    </message>
    <message>
        <source>1</source>
        <translation>1</translation>
    </message>
    <message>
        <source>2</source>
        <translation>2</translation>
    </message>
    <message>
        <source>3</source>
        <translation>3</translation>
    </message>
    <message>
        <source>Enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Gives a picture more pixels, and makes edges as sharp as they would be there.</source>
        <translation>增加图片的像素，并使边缘达到相应的清晰度。</translation>
    </message>
    <message>
        <source>Factor</source>
        <translation>倍数</translation>
    </message>
    <message>
        <source>along each side</source>
        <translation>每条边的倍数</translation>
    </message>
    <message>
        <source>what paints; without one, the enlarger that came with Patina</source>
        <translation>用于处理的模型；不选则使用 Patina 自带的放大模型</translation>
    </message>
    <message>
        <source>4</source>
        <translation>4</translation>
    </message>
    <message>
        <source>Levels</source>
        <translation>色阶</translation>
    </message>
    <message>
        <source>Restores the tones of a faded picture and removes its colour cast.</source>
        <translation>恢复褪色图片的影调，并去除偏色。</translation>
    </message>
    <message>
        <source>0 leaves the tones as they are</source>
        <translation>0 表示保持影调不变</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Removes noise, grain, blur and JPEG blocks with a trained network.</source>
        <translation>用训练好的网络去除噪点、颗粒、模糊和 JPEG 块状痕迹。</translation>
    </message>
    <message>
        <source>Crisp</source>
        <translation>锐利</translation>
    </message>
    <message>
        <source>0: faithful, nothing is made up; 1: looks as sharp as new</source>
        <translation>0：忠实原图，不作虚构；1：看起来锐利如新</translation>
    </message>
    <message>
        <source>Noise</source>
        <translation>噪点</translation>
    </message>
    <message>
        <source>sigma in 8-bit levels; 0: estimated from the picture</source>
        <translation>以 8 位色阶计的标准差；0 表示根据图片估计</translation>
    </message>
    <message>
        <source>what paints; without one, the restorer that came with Patina</source>
        <translation>用于处理的模型；不选则使用 Patina 自带的修复模型</translation>
    </message>
    <message>
        <source>Scratches</source>
        <translation>划痕</translation>
    </message>
    <message>
        <source>Removes scratches, hairs, dust, creases, tears and stains: marks them, and paints what they hide from around them.</source>
        <translation>去除划痕、毛发、灰尘、折痕、撕裂和污渍：先标出它们，再根据周围画面补全被遮住的部分。</translation>
    </message>
    <message>
        <source>Doubt</source>
        <translation>宽松度</translation>
    </message>
    <message>
        <source>how doubtful damage may be that is removed; more finds more</source>
        <translation>允许去除多可疑的损伤；越大找到的越多</translation>
    </message>
    <message>
        <source>Wide damage</source>
        <translation>大面积损伤</translation>
    </message>
    <message>
        <source>how sure a mark must be that is over 24 pixels wide; 1: only what somebody drew</source>
        <translation>宽于 24 像素的标记需要多确定；1：只处理手工画出的部分</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>Paints the picture in one style, or in a mixture of several.</source>
        <translation>用一种风格或几种风格的混合来绘制图片。</translation>
    </message>
    <message>
        <source>Styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>each with its weight</source>
        <translation>各自的权重</translation>
    </message>
    <message>
        <source>Keep colours</source>
        <translation>保留颜色</translation>
    </message>
    <message>
        <source>only brightness is painted</source>
        <translation>只绘制明暗</translation>
    </message>
    <message>
        <source>Stroke</source>
        <translation>笔触</translation>
    </message>
    <message>
        <source>width against the picture</source>
        <translation>相对于图片的宽度</translation>
    </message>
    <message>
        <source>broad</source>
        <translation>粗</translation>
    </message>
    <message>
        <source>fine</source>
        <translation>细</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>中</translation>
    </message>
    <message>
        <source>As it was taken</source>
        <translation>拍摄时的样子</translation>
    </message>
    <message>
        <source>Tones, noise and blocks alone: what time and files did is undone, and nothing is painted that the picture does not show.</source>
        <translation>只处理影调、噪点和块状痕迹：消除岁月和文件压缩的影响，不添画图片中没有的内容。</translation>
    </message>
    <message>
        <source>Damaged</source>
        <translation>破损照片</translation>
    </message>
    <message>
        <source>Restore, for prints and films that are scratched, creased or dusty: what lies over the picture is found, and painted over. It is a recipe of its own, because what is found is not always damage: look at the result.</source>
        <translation>用于有划痕、折痕或灰尘的相片和胶片：找出覆盖在画面上的痕迹并补全。它单独成为一个方案，因为找到的并不总是损伤：请查看结果。</translation>
    </message>
    <message>
        <source>Gentle</source>
        <translation>轻柔</translation>
    </message>
    <message>
        <source>For prints that were looked after: half of every change, and nothing that is not needed.</source>
        <translation>用于保存良好的相片：每项改动减半，不做不必要的处理。</translation>
    </message>
    <message>
        <source>What most scans of old photographs need.</source>
        <translation>适合大多数老照片扫描件。</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>强力</translation>
    </message>
    <message>
        <source>For pictures that have gone through much: doubtful damage is removed too, and lost sharpness is made up in part.</source>
        <translation>用于历经沧桑的图片：可疑的损伤也一并去除，并补回部分失去的清晰度。</translation>
    </message>
    <message>
        <source>Enlarger x2</source>
        <translation>放大 2 倍</translation>
    </message>
    <message>
        <source>Makes pictures twice as large along each side.</source>
        <translation>将图片的每条边放大到两倍。</translation>
    </message>
    <message>
        <source>plain</source>
        <translation>普通</translation>
    </message>
    <message>
        <source>Damage finder</source>
        <translation>损伤检测</translation>
    </message>
    <message>
        <source>Marks scratches, hairs, dust, creases, folds, tears and stains.</source>
        <translation>标出划痕、毛发、灰尘、折痕、撕裂和污渍。</translation>
    </message>
    <message>
        <source>GPL-3.0-or-later, as far as weights can be licensed</source>
        <translation>GPL-3.0 或更高版本（在权重可授权的范围内）</translation>
    </message>
    <message>
        <source>Artwork</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>Paints a photograph as Claude Monet might have painted it.</source>
        <translation>像克劳德·莫奈可能画的那样绘制照片。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Retouch</source>
        <translation>修饰</translation>
    </message>
    <message>
        <source>Takes away what was marked by hand, and covers its place with what the picture has elsewhere.</source>
        <translation>去掉手工标记的内容，并用照片中其他地方的内容覆盖。</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>标记</translation>
    </message>
    <message>
        <source>what is to go; drawn on the page “Edit”</source>
        <translation>要去掉的内容；在“编辑”页绘制</translation>
    </message>
    <message>
        <source>Spared</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>marks; where they erase, all is left alone</source>
        <translation>标记；擦除过的地方保持原样</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>the part that is painted; none: everywhere</source>
        <translation>要绘制的部分；没有则为整张照片</translation>
    </message>
    <message>
        <source>Outside</source>
        <translation>以外</translation>
    </message>
    <message>
        <source>everything but that part is painted</source>
        <translation>绘制该部分以外的一切</translation>
    </message>
    <message>
        <source>Defocus</source>
        <translation>失焦</translation>
    </message>
    <message>
        <source>The picture was out of focus.</source>
        <translation>没有对准焦点。</translation>
    </message>
    <message>
        <source>Radius</source>
        <translation>半径</translation>
    </message>
    <message>
        <source>pixels, at most 7</source>
        <translation>像素，最多 7</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>出现频率</translation>
    </message>
    <message>
        <source>Not to be undone</source>
        <translation>不必复原</translation>
    </message>
    <message>
        <source>the original shows it as well</source>
        <translation>原图也保留这种损伤</translation>
    </message>
    <message>
        <source>Motion blur</source>
        <translation>运动模糊</translation>
    </message>
    <message>
        <source>The camera moved.</source>
        <translation>拍摄时相机移动了。</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>pixels, at most 14</source>
        <translation>像素，最多 14</translation>
    </message>
    <message>
        <source>Lens blur</source>
        <translation>镜头模糊</translation>
    </message>
    <message>
        <source>The lens never drew quite sharply.</source>
        <translation>镜头本身不够锐利。</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>pixels, along each axis</source>
        <translation>像素，沿各轴</translation>
    </message>
    <message>
        <source>Lattice</source>
        <translation>栅格</translation>
    </message>
    <message>
        <source>Fences, blinds and cloth: no damage, but patterns that must stay.</source>
        <translation>栅栏、百叶窗和织物：不是损伤，而是必须保留的花纹。</translation>
    </message>
    <message>
        <source>Period</source>
        <translation>周期</translation>
    </message>
    <message>
        <source>pixels from line to line</source>
        <translation>线与线之间的像素数</translation>
    </message>
    <message>
        <source>Thickness</source>
        <translation>粗细</translation>
    </message>
    <message>
        <source>share of the period</source>
        <translation>占周期的比例</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>smallest and largest</source>
        <translation>最小值和最大值</translation>
    </message>
    <message>
        <source>Crossed</source>
        <translation>交叉</translation>
    </message>
    <message>
        <source>how often, by others at right angles</source>
        <translation>与另一组垂直交叉的频率</translation>
    </message>
    <message>
        <source>Perspective</source>
        <translation>透视</translation>
    </message>
    <message>
        <source>how much the period changes, at most</source>
        <translation>周期变化的最大幅度</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>The grain of the film: soft noise, strongest in the mid tones.</source>
        <translation>胶片的颗粒：柔和的噪点，中间调最强。</translation>
    </message>
    <message>
        <source>8-bit levels, in the mid tones</source>
        <translation>8 位色阶，在中间调</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>standard deviation of a grain, pixels</source>
        <translation>颗粒的标准差，像素</translation>
    </message>
    <message>
        <source>Coloured grain</source>
        <translation>彩色颗粒</translation>
    </message>
    <message>
        <source>how often</source>
        <translation>出现频率</translation>
    </message>
    <message>
        <source>Salt and pepper</source>
        <translation>椒盐噪点</translation>
    </message>
    <message>
        <source>Single white and black pixels.</source>
        <translation>零星的白色和黑色像素。</translation>
    </message>
    <message>
        <source>Density</source>
        <translation>密度</translation>
    </message>
    <message>
        <source>share of the pixels</source>
        <translation>占像素的比例</translation>
    </message>
    <message>
        <source>White ones</source>
        <translation>白点</translation>
    </message>
    <message>
        <source>share of the specks</source>
        <translation>占斑点的比例</translation>
    </message>
    <message>
        <source>Monochrome</source>
        <translation>黑白</translation>
    </message>
    <message>
        <source>The picture is black and white.</source>
        <translation>图片是黑白的。</translation>
    </message>
    <message>
        <source>Old emulsion</source>
        <translation>老式乳剂</translation>
    </message>
    <message>
        <source>at most; 0: as the eye sees</source>
        <translation>最大值；0：如人眼所见</translation>
    </message>
    <message>
        <source>Fading</source>
        <translation>褪色</translation>
    </message>
    <message>
        <source>Tones have become flat and pale, unevenly over the print.</source>
        <translation>影调变得平淡、苍白，各处不均。</translation>
    </message>
    <message>
        <source>Gamma</source>
        <translation>伽马</translation>
    </message>
    <message>
        <source>Contrast left</source>
        <translation>剩余对比度</translation>
    </message>
    <message>
        <source>Lifted black</source>
        <translation>抬高的黑色</translation>
    </message>
    <message>
        <source>Uneven</source>
        <translation>不均匀</translation>
    </message>
    <message>
        <source>share of paper white mixed in at most</source>
        <translation>最多混入的纸白比例</translation>
    </message>
    <message>
        <source>Paper white</source>
        <translation>纸白</translation>
    </message>
    <message>
        <source>Common to all channels</source>
        <translation>各通道一致</translation>
    </message>
    <message>
        <source>Toning</source>
        <translation>发黄</translation>
    </message>
    <message>
        <source>The paper has become yellow or brown.</source>
        <translation>相纸变黄或变褐。</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>程度</translation>
    </message>
    <message>
        <source>Green of the tint</source>
        <translation>色调中的绿</translation>
    </message>
    <message>
        <source>red is 1</source>
        <translation>红为 1</translation>
    </message>
    <message>
        <source>Blue of the tint</source>
        <translation>色调中的蓝</translation>
    </message>
    <message>
        <source>Film damage</source>
        <translation>胶片损伤</translation>
    </message>
    <message>
        <source>Hairs, scratches, dust and spots.</source>
        <translation>毛发、划痕、灰尘和斑点。</translation>
    </message>
    <message>
        <source>How many</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>on each picture</source>
        <translation>每张图片</translation>
    </message>
    <message>
        <source>share of the picture&apos;s side</source>
        <translation>占图片边长的比例</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>不透明度</translation>
    </message>
    <message>
        <source>White, not black</source>
        <translation>白色而非黑色</translation>
    </message>
    <message>
        <source>Elements</source>
        <translation>素材</translation>
    </message>
    <message>
        <source>a folder of PNG files: opacity of real film damage</source>
        <translation>PNG 文件夹：真实胶片损伤的不透明度</translation>
    </message>
    <message>
        <source>Size of elements</source>
        <translation>素材大小</translation>
    </message>
    <message>
        <source>of their own size</source>
        <translation>相对其自身大小</translation>
    </message>
    <message>
        <source>Crease</source>
        <translation>折皱</translation>
    </message>
    <message>
        <source>Crooked lines where the paper was bent, cracked here and there.</source>
        <translation>相纸弯折处的曲线，有些地方开裂。</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>宽度</translation>
    </message>
    <message>
        <source>of the pair, pixels</source>
        <translation>明暗成对的宽度，像素</translation>
    </message>
    <message>
        <source>share of the picture&apos;s shorter side</source>
        <translation>占图片短边的比例</translation>
    </message>
    <message>
        <source>Cracked off</source>
        <translation>剥落</translation>
    </message>
    <message>
        <source>share of its length</source>
        <translation>占其长度的比例</translation>
    </message>
    <message>
        <source>Fold</source>
        <translation>折痕</translation>
    </message>
    <message>
        <source>A soft band from edge to edge, worn in its middle.</source>
        <translation>从一边到另一边的柔和带状，中间磨损。</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>standard deviation, share of the shorter side</source>
        <translation>标准差，占短边的比例</translation>
    </message>
    <message>
        <source>Change of brightness</source>
        <translation>亮度变化</translation>
    </message>
    <message>
        <source>of the band, at most</source>
        <translation>带内的最大值</translation>
    </message>
    <message>
        <source>Opacity of the line</source>
        <translation>线条不透明度</translation>
    </message>
    <message>
        <source>Width of the line</source>
        <translation>线条宽度</translation>
    </message>
    <message>
        <source>pixels</source>
        <translation>像素</translation>
    </message>
    <message>
        <source>Line is white, not dark</source>
        <translation>线条为白色而非深色</translation>
    </message>
    <message>
        <source>Folded twice, crosswise</source>
        <translation>十字对折</translation>
    </message>
    <message>
        <source>Tear</source>
        <translation>撕裂</translation>
    </message>
    <message>
        <source>A corner or an edge is torn off.</source>
        <translation>一角或一边被撕掉。</translation>
    </message>
    <message>
        <source>share of the shorter side that is gone, at most</source>
        <translation>缺失部分占短边的最大比例</translation>
    </message>
    <message>
        <source>White core</source>
        <translation>白色纸芯</translation>
    </message>
    <message>
        <source>width of the bare paper, pixels</source>
        <translation>露出纸芯的宽度，像素</translation>
    </message>
    <message>
        <source>Shadow</source>
        <translation>阴影</translation>
    </message>
    <message>
        <source>opacity of the line at the torn edge</source>
        <translation>撕裂边缘线条的不透明度</translation>
    </message>
    <message>
        <source>A corner, not an edge</source>
        <translation>一角而非一边</translation>
    </message>
    <message>
        <source>Stain</source>
        <translation>污渍</translation>
    </message>
    <message>
        <source>Brown spots, with a dark rim where they dried.</source>
        <translation>褐色斑点，干后有深色边缘。</translation>
    </message>
    <message>
        <source>radius, share of the shorter side</source>
        <translation>半径，占短边的比例</translation>
    </message>
    <message>
        <source>Depth</source>
        <translation>深浅</translation>
    </message>
    <message>
        <source>share of the blue light taken at the darkest</source>
        <translation>最深处吸收蓝光的比例</translation>
    </message>
    <message>
        <source>With a tide mark</source>
        <translation>带水渍边</translation>
    </message>
    <message>
        <source>Watermark</source>
        <translation>水印</translation>
    </message>
    <message>
        <source>Names, captions and dates that somebody has laid over it.</source>
        <translation>有人叠加上去的名字、说明和日期。</translation>
    </message>
    <message>
        <source>height of the letters, share of the shorter side</source>
        <translation>字高，占短边的比例</translation>
    </message>
    <message>
        <source>All over the picture</source>
        <translation>布满全图</translation>
    </message>
    <message>
        <source>A date in a corner</source>
        <translation>角落里的日期</translation>
    </message>
    <message>
        <source>Halftone</source>
        <translation>网点</translation>
    </message>
    <message>
        <source>The dots of books and newspapers.</source>
        <translation>书报印刷的网点。</translation>
    </message>
    <message>
        <source>pixels from dot to dot</source>
        <translation>网点之间的像素数</translation>
    </message>
    <message>
        <source>1: nothing but ink and paper</source>
        <translation>1：只有油墨和纸</translation>
    </message>
    <message>
        <source>Inks with screens of their own</source>
        <translation>各色油墨各有网屏</translation>
    </message>
    <message>
        <source>Paper texture</source>
        <translation>纸纹</translation>
    </message>
    <message>
        <source>The relief of silk or canvas paper.</source>
        <translation>绢纹或布纹相纸的凹凸。</translation>
    </message>
    <message>
        <source>of the waves, pixels</source>
        <translation>波纹，像素</translation>
    </message>
    <message>
        <source>8-bit levels in white, at most</source>
        <translation>白色处的 8 位色阶，最大值</translation>
    </message>
    <message>
        <source>Silk, not canvas</source>
        <translation>绢纹而非布纹</translation>
    </message>
    <message>
        <source>Border</source>
        <translation>边框</translation>
    </message>
    <message>
        <source>The white rim of the paper, or its holder.</source>
        <translation>相纸的白边或衬框。</translation>
    </message>
    <message>
        <source>share of the picture, each side</source>
        <translation>占图片的比例，每边</translation>
    </message>
    <message>
        <source>White noise, alike in all tones.</source>
        <translation>白噪声，各影调相同。</translation>
    </message>
    <message>
        <source>8-bit levels</source>
        <translation>8 位色阶</translation>
    </message>
    <message>
        <source>Scanner noise</source>
        <translation>扫描仪噪点</translation>
    </message>
    <message>
        <source>The noise of a scanner, and faint stripes.</source>
        <translation>扫描仪的噪点和淡淡的条纹。</translation>
    </message>
    <message>
        <source>Photons</source>
        <translation>光子噪声</translation>
    </message>
    <message>
        <source>standard deviation in white, linear, 8-bit levels</source>
        <translation>白色处的标准差，线性，8 位色阶</translation>
    </message>
    <message>
        <source>Amplifier</source>
        <translation>放大器噪声</translation>
    </message>
    <message>
        <source>standard deviation, linear, 8-bit levels</source>
        <translation>标准差，线性，8 位色阶</translation>
    </message>
    <message>
        <source>Stripes</source>
        <translation>条纹</translation>
    </message>
    <message>
        <source>standard deviation, 8-bit levels</source>
        <translation>标准差，8 位色阶</translation>
    </message>
    <message>
        <source>Stretch</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>The contrast that was added when it was scanned.</source>
        <translation>扫描时增加的对比度。</translation>
    </message>
    <message>
        <source>Gain</source>
        <translation>增益</translation>
    </message>
    <message>
        <source>Tone that stays</source>
        <translation>保持不变的影调</translation>
    </message>
    <message>
        <source>Shrink</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>It was made small and large again.</source>
        <translation>曾被缩小后再放大。</translation>
    </message>
    <message>
        <source>JPEG</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>The blocks and rings of a file that was saved small.</source>
        <translation>文件压缩保存留下的方块和振铃。</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>1 to 100, as libjpeg counts</source>
        <translation>1 到 100，按 libjpeg 计</translation>
    </message>
    <message>
        <source>Never cropped</source>
        <translation>未经裁切</translation>
    </message>
    <message>
        <source>Eight bits</source>
        <translation>八位</translation>
    </message>
    <message>
        <source>Rounded to the 256 steps that a file holds.</source>
        <translation>取整到文件所能容纳的 256 级。</translation>
    </message>
    <message>
        <source>As Monet might have painted it</source>
        <translation>莫奈笔下的样子</translation>
    </message>
    <message>
        <source>Photographs as Claude Monet might have painted them; noise and the blocks of JPEG would be painted too, so they are removed first.</source>
        <translation>像克劳德·莫奈可能画的那样绘制照片；噪点和 JPEG 方块也会被画进去，因此先将其去除。</translation>
    </message>
    <message>
        <source>Colourise only</source>
        <translation>仅上色</translation>
    </message>
    <message>
        <source>Colours for what is black and white or sepia, and nothing else is touched: plausible ones, not evidence.</source>
        <translation>只为黑白或棕褐色照片上色，不改动其他内容：颜色合理，但并非证据。</translation>
    </message>
    <message>
        <source>Four times as large</source>
        <translation>放大到四倍</translation>
    </message>
    <message>
        <source>Four times as many pixels along each side, for thumbnails and cut-outs of newspapers; what noise and JPEG left is removed first, if there is any.</source>
        <translation>每条边的像素增加到四倍，适合缩略图和报纸剪报；如有噪点和 JPEG 痕迹，会先去除。</translation>
    </message>
    <message>
        <source>Restore and colourise</source>
        <translation>修复并上色</translation>
    </message>
    <message>
        <source>The default, and colours for what is black and white or sepia: plausible ones, not evidence. A picture with colours of its own keeps them.</source>
        <translation>默认修复，并为黑白或棕褐色照片上色：颜色合理，但并非证据。自带颜色的照片保持原色。</translation>
    </message>
    <message>
        <source>Twice as large</source>
        <translation>放大一倍</translation>
    </message>
    <message>
        <source>Twice as many pixels along each side, for small scans and thumbnails; what noise and JPEG left is removed first, if there is any.</source>
        <translation>每条边的像素增加一倍，适合小尺寸扫描件和缩略图；如有噪点和 JPEG 痕迹，会先去除。</translation>
    </message>
    <message>
        <source>Colouriser</source>
        <translation>上色师</translation>
    </message>
    <message>
        <source>Colours black and white photographs: plausible colours, not evidence of what they were.</source>
        <translation>为黑白照片上色：颜色合理，但并非原貌的证据。</translation>
    </message>
    <message>
        <source>Enlarger x4</source>
        <translation>放大 4 倍</translation>
    </message>
    <message>
        <source>Makes pictures four times as large along each side.</source>
        <translation>将图片的每条边放大到四倍。</translation>
    </message>
    <message>
        <source>film</source>
        <translation>胶片</translation>
    </message>
    <message>
        <source>old</source>
        <translation>老照片</translation>
    </message>
    <message>
        <source>paper</source>
        <translation>相纸</translation>
    </message>
    <message>
        <source>Inpainter</source>
        <translation>画面补全</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>Restores faces with a model that you took in; one that would no longer look like itself is blended back.</source>
        <translation>用您添加的模型修复人脸；若修复后不再像本人，则按比例退回原貌。</translation>
    </message>
    <message>
        <source>Likeness</source>
        <translation>相似度</translation>
    </message>
    <message>
        <source>how much a face must stay like itself; two photographs of one person have 0.36 or more</source>
        <translation>人脸修复后与原貌须有多相似；同一人的两张照片一般不低于 0.36</translation>
    </message>
    <message>
        <source>Smallest</source>
        <translation>最小尺寸</translation>
    </message>
    <message>
        <source>pixels of the picture&apos;s detail that a face must be high</source>
        <translation>人脸至少须有的高度，按图片实际细节的像素计算</translation>
    </message>
    <message>
        <source>what restores the faces; without one, the first that was taken in</source>
        <translation>用来修复人脸的模型；不指定时使用最先找到的已添加模型</translation>
    </message>
    <message>
        <source>Finder</source>
        <translation>检测模型</translation>
    </message>
    <message>
        <source>what finds the faces; without one, the first that was taken in</source>
        <translation>用来寻找人脸的模型；不指定时使用最先找到的已添加模型</translation>
    </message>
    <message>
        <source>Guard</source>
        <translation>识别模型</translation>
    </message>
    <message>
        <source>what tells faces apart; without one, the first that was taken in</source>
        <translation>用来辨认人脸的模型；不指定时使用最先找到的已添加模型</translation>
    </message>
    <message>
        <source>Left alone</source>
        <translation>保持原样</translation>
    </message>
    <message>
        <source>points in faces that stay as they are</source>
        <translation>位于保持原样的人脸中的点</translation>
    </message>
    <message>
        <source>Stained and torn</source>
        <translation>污渍与撕裂</translation>
    </message>
    <message>
        <source>Enlarger x4, crisp</source>
        <translation>放大 4 倍，清晰</translation>
    </message>
    <message>
        <source>The enlarger x4 with the texture that small pictures have lost, most of it made up. For “enlarge” with “crisp” above 0.</source>
        <translation>放大 4 倍，并补上小照片所失去的纹理，大部分是推测的。用于“清晰”大于 0 的“放大”步骤。</translation>
    </message>
    <message>
        <source>Paints what is hidden by scratches, hairs, dust, creases, stains and tears, and what was cut out.</source>
        <translation>补全被划痕、毛发、灰尘、折痕、污渍和撕裂遮住的画面，以及缺失的部分。</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺损</translation>
    </message>
    <message>
        <source>Painter</source>
        <translation>画师</translation>
    </message>
    <message>
        <source>Paints photographs as Claude Monet might have painted them.</source>
        <translation>像克劳德·莫奈可能画的那样绘制照片。</translation>
    </message>
    <message>
        <source>Perception</source>
        <translation>感知</translation>
    </message>
    <message>
        <source>Sees pictures roughly as a recognition network does: for losses and distances between pictures, not for painting.</source>
        <translation>大致像识别网络那样看图片：用于计算图片间的差距，不用于绘制。</translation>
    </message>
    <message>
        <source>rank correlation</source>
        <translation>等级相关</translation>
    </message>
    <message>
        <source>Restorer</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>Removes noise, grain, blur, JPEG blocks and dot screens, alone and together.</source>
        <translation>去除噪点、颗粒、模糊、JPEG 块状痕迹和印刷网点，无论单独还是同时出现。</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪点</translation>
    </message>
    <message>
        <source>strong noise</source>
        <translation>强噪点</translation>
    </message>
    <message>
        <source>grain</source>
        <translation>颗粒</translation>
    </message>
    <message>
        <source>what colours; without one, the colouriser that came with Patina</source>
        <translation>用来上色的模型；不填则用 Patina 自带的上色模型</translation>
    </message>
    <message>
        <source>8</source>
        <translation>8</translation>
    </message>
    <message>
        <source>Which model restores best?</source>
        <translation>哪个模型修复得最好？</translation>
    </message>
    <message>
        <source>Damages clean pictures with noise, grain, blur and JPEG, lets every model restore them, and ranks the models by what they reach and by their speed.</source>
        <translation>用噪点、颗粒、模糊和 JPEG 损坏干净的图片，让每个模型修复它们，再按结果和速度给模型排名。</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片数量</translation>
    </message>
    <message>
        <source>how many at most, spread evenly over the folder</source>
        <translation>最多多少张，均匀分布在文件夹中</translation>
    </message>
    <message>
        <source>Damage</source>
        <translation>损坏</translation>
    </message>
    <message>
        <source>of the task “restore”: one kind, or all of them in turn</source>
        <translation>用于“修复”任务：一种，或依次全部</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>their ids; all that do the task, if none is named</source>
        <translation>模型的标识；不指定则为所有能完成该任务的模型</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>blur</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>jpeg</source>
        <translation>JPEG</translation>
    </message>
    <message>
        <source>several</source>
        <translation>多种</translation>
    </message>
    <message>
        <source>Which model enlarges twice best?</source>
        <translation>哪个模型放大两倍最好？</translation>
    </message>
    <message>
        <source>Makes clean pictures half as large, lets every model enlarge them, and ranks the models by what they reach and by their speed.</source>
        <translation>把干净的图片缩小一半，让每个模型放大它们，再按结果和速度给模型排名。</translation>
    </message>
    <message>
        <source>Which model enlarges four times best?</source>
        <translation>哪个模型放大四倍最好？</translation>
    </message>
    <message>
        <source>Makes clean pictures a quarter as large, lets every model enlarge them, and ranks the models by what they reach and by their speed.</source>
        <translation>把干净的图片缩小到四分之一，让每个模型放大它们，再按结果和速度给模型排名。</translation>
    </message>
    <message>
        <source>Which way of training?</source>
        <translation>哪种训练方式？</translation>
    </message>
    <message>
        <source>Trains the restorer for a few minutes under each objective or optimiser, in equal time, and measures what it makes of photographs that were held out.</source>
        <translation>用每种目标函数或优化器把修复模型各训练几分钟，时间相同，并在留出的照片上测量结果。</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>目标函数</translation>
    </message>
    <message>
        <source>of the adversary, each in runs of its own</source>
        <translation>对抗网络的目标函数，各自单独运行</translation>
    </message>
    <message>
        <source>Optimisers</source>
        <translation>优化器</translation>
    </message>
    <message>
        <source>each in runs of its own</source>
        <translation>各自单独运行</translation>
    </message>
    <message>
        <source>Runs of each</source>
        <translation>每种运行次数</translation>
    </message>
    <message>
        <source>two or more show how much chance does</source>
        <translation>两次或更多次才能看出偶然的影响</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>for each run</source>
        <translation>每次运行</translation>
    </message>
    <message>
        <source>Grey pictures coloured</source>
        <translation>灰度图片上色</translation>
    </message>
    <message>
        <source>Makes colour pictures grey, and colours them with the stage “colourise”, by itself and with hints.</source>
        <translation>把彩色图片变成灰度，再用“上色”步骤为它们上色，分别不带提示和带提示。</translation>
    </message>
    <message>
        <source>how many at most, spread evenly over the folder; 0: all</source>
        <translation>最多多少张，均匀分布在文件夹中；0：全部</translation>
    </message>
    <message>
        <source>Gaussian noise</source>
        <translation>高斯噪声</translation>
    </message>
    <message>
        <source>Adds Gaussian noise to the clean pictures and removes it with the stage “restore”.</source>
        <translation>给干净的图片加上高斯噪声，再用“修复”步骤去除。</translation>
    </message>
    <message>
        <source>Noise levels</source>
        <translation>噪声级别</translation>
    </message>
    <message>
        <source>in 8-bit levels, above 0 and up to 100</source>
        <translation>以 8 位色阶计，大于 0，最大 100</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁边</translation>
    </message>
    <message>
        <source>pixels on each side that do not count</source>
        <translation>每边不计入的像素</translation>
    </message>
    <message>
        <source>Enlarging</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Makes the clean pictures small, and enlarges them again with the stage “enlarge”.</source>
        <translation>把干净的图片缩小，再用“放大”步骤放大。</translation>
    </message>
    <message>
        <source>Historic processes</source>
        <translation>历史工艺</translation>
    </message>
    <message>
        <source>Ages the clean pictures as historic processes do, adds noise, and runs a recipe; subfolders are kinds of picture.</source>
        <translation>按历史摄影工艺做旧干净的图片，加上噪声，再运行一个方案；子文件夹表示图片种类。</translation>
    </message>
    <message>
        <source>in 8-bit levels, from 0 to 100</source>
        <translation>以 8 位色阶计，0 到 100</translation>
    </message>
    <message>
        <source>Recipe</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>the name of a recipe, or a TOML file</source>
        <translation>方案名称，或 TOML 文件</translation>
    </message>
    <message>
        <source>Damage found and repaired</source>
        <translation>损坏的检测与修补</translation>
    </message>
    <message>
        <source>Damages the clean pictures as scratches and creases do, finds and repairs that, and cuts holes to be filled.</source>
        <translation>给干净的图片加上划痕和折痕，检测并修补它们，再挖洞填补。</translation>
    </message>
    <message>
        <source>Robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>Attacks, shifts, light and wrong noise levels, against the stage “restore”.</source>
        <translation>用对抗攻击、平移、光线变化和错误的噪声级别检验“修复”步骤。</translation>
    </message>
    <message>
        <source>its id or its folder; it stands in for the restorer</source>
        <translation>模型的标识或文件夹；代替修复模型</translation>
    </message>
    <message>
        <source>Stages</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Seams, speed, and what the scale of the scan changes, of each stage and each bundled recipe.</source>
        <translation>每个步骤和每个自带方案的接缝、速度，以及扫描比例的影响。</translation>
    </message>
    <message>
        <source>the name of a recipe, or a TOML file: then it is measured alone</source>
        <translation>方案名称，或 TOML 文件：此时只测量它</translation>
    </message>
    <message>
        <source>Megapixels</source>
        <translation>百万像素</translation>
    </message>
    <message>
        <source>how large the photographs are made for seams and speed</source>
        <translation>测量接缝和速度时照片放大到多大</translation>
    </message>
    <message>
        <source>Photographs painted</source>
        <translation>照片绘画</translation>
    </message>
    <message>
        <source>Paints the clean photographs in every style that “works” has a folder for, and compares them with what is in it.</source>
        <translation>用“作品”中有文件夹的每种风格绘制干净的照片，并与其中的作品比较。</translation>
    </message>
    <message>
        <source>Clean pictures</source>
        <translation>干净的图片</translation>
    </message>
    <message>
        <source>the best that you have: they are damaged, and count as right</source>
        <translation>您最好的图片：它们会被损坏，原样作为标准</translation>
    </message>
    <message>
        <source>to learn from, and to be measured on: 40 or more</source>
        <translation>用于学习和测量：40 张或更多</translation>
    </message>
    <message>
        <source>Damaged pictures</source>
        <translation>损坏的图片</translation>
    </message>
    <message>
        <source>a folder of them, in place of damage drawn by code</source>
        <translation>它们的文件夹，代替由程序绘制的损坏</translation>
    </message>
    <message>
        <source>Masks</source>
        <translation>蒙版</translation>
    </message>
    <message>
        <source>a folder of theirs; white is damaged</source>
        <translation>蒙版的文件夹；白色为损坏处</translation>
    </message>
    <message>
        <source>Works</source>
        <translation>作品</translation>
    </message>
    <message>
        <source>a folder of folders, each named as a style</source>
        <translation>包含子文件夹的文件夹，每个子文件夹以一种风格命名</translation>
    </message>
    <message>
        <source>Damaged, and also what is wide: stains, torn corners, flakes of emulsion. Now and then a dress or a bale that looks like a stain is taken for one, and painted over: look at every result, and spare in “Edit” what is none. The finder looks from four sides, which takes longer, and is mistaken about half as often.</source>
        <translation>修复损伤，也包括较宽的损伤：污渍、撕掉的角、脱落的乳剂。偶尔会把看似污渍的衣服或包裹当作污渍涂掉：请查看每个结果，并在“编辑”中保留不是污渍的部分。检测时会从四个方向查看，耗时更长，误判约减少一半。</translation>
    </message>
    <message>
        <source>printed</source>
        <translation>印刷品</translation>
    </message>
    <message>
        <source>clean</source>
        <translation>无损伤</translation>
    </message>
    <message>
        <source>Restorer, crisp</source>
        <translation>修复（锐利）</translation>
    </message>
    <message>
        <source>Looks</source>
        <translation>处理次数</translation>
    </message>
    <message>
        <source>the mean over so many ways to turn and mirror the picture: better, and as many times slower</source>
        <translation>以若干种旋转与镜像方式分别处理再取平均：效果更好，耗时也成倍增加</translation>
    </message>
    <message>
        <source>once</source>
        <translation>一次</translation>
    </message>
    <message>
        <source>4 times, turned</source>
        <translation>4 次，含旋转</translation>
    </message>
    <message>
        <source>8 times, mirrored too</source>
        <translation>8 次，另含镜像</translation>
    </message>
    <message>
        <source>The restorer as sharp as new: with the texture that damage has taken, some of it made up. For “restore” with “crisp” above 0.</source>
        <translation>锐利如新的修复：补回损伤带走的纹理，其中一部分是虚构的。用于“锐利”大于 0 的“修复”。</translation>
    </message>
    <message>
        <source>Stylist</source>
        <translation>风格画师</translation>
    </message>
    <message>
        <source>autochrome</source>
        <translation>奥托克罗姆彩片</translation>
    </message>
    <message>
        <source>cartoon</source>
        <translation>卡通</translation>
    </message>
    <message>
        <source>charcoal</source>
        <translation>炭笔</translation>
    </message>
    <message>
        <source>cyanotype</source>
        <translation>蓝晒</translation>
    </message>
    <message>
        <source>daguerreotype</source>
        <translation>银版照片</translation>
    </message>
    <message>
        <source>degas</source>
        <translation>德加</translation>
    </message>
    <message>
        <source>engraving</source>
        <translation>版画雕刻</translation>
    </message>
    <message>
        <source>gauguin</source>
        <translation>高更</translation>
    </message>
    <message>
        <source>halftone-print</source>
        <translation>网点印刷</translation>
    </message>
    <message>
        <source>hokusai</source>
        <translation>葛饰北斋</translation>
    </message>
    <message>
        <source>ink-wash</source>
        <translation>水墨</translation>
    </message>
    <message>
        <source>monet</source>
        <translation>莫奈</translation>
    </message>
    <message>
        <source>mosaic</source>
        <translation>马赛克</translation>
    </message>
    <message>
        <source>old-masters</source>
        <translation>古典大师</translation>
    </message>
    <message>
        <source>renoir</source>
        <translation>雷诺阿</translation>
    </message>
    <message>
        <source>sketch</source>
        <translation>素描</translation>
    </message>
    <message>
        <source>technicolor</source>
        <translation>特艺彩色</translation>
    </message>
    <message>
        <source>turner</source>
        <translation>透纳</translation>
    </message>
    <message>
        <source>van-gogh</source>
        <translation>凡·高</translation>
    </message>
    <message>
        <source>watercolour</source>
        <translation>水彩</translation>
    </message>
    <message>
        <source>woodcut</source>
        <translation>木刻</translation>
    </message>
    <message>
        <source>Toner</source>
        <translation>影调</translation>
    </message>
    <message>
        <source>Finds the tone curves that give a faded, yellowed or tinted picture its tones back.</source>
        <translation>找出让褪色、泛黄或偏色图片恢复影调的曲线。</translation>
    </message>
    <message>
        <source>faded</source>
        <translation>褪色</translation>
    </message>
    <message>
        <source>toned</source>
        <translation>调色</translation>
    </message>
    <message>
        <source>fresh</source>
        <translation>新照片</translation>
    </message>
    <message>
        <source>soft</source>
        <translation>柔和</translation>
    </message>
    <message>
        <source>slide</source>
        <translation>幻灯片</translation>
    </message>
    <message>
        <source>plate</source>
        <translation>玻璃底片</translation>
    </message>
    <message>
        <source>tones: as they should be</source>
        <translation>影调：正常</translation>
    </message>
    <message>
        <source>tones: changed by {amount} of 255</source>
        <translation>影调：改变 {amount} / 255</translation>
    </message>
    <message>
        <source>seen: {FAULTS}</source>
        <translation>检测到：{FAULTS}</translation>
    </message>
    <message>
        <source>noise or grain</source>
        <translation>噪点或颗粒</translation>
    </message>
    <message>
        <source>JPEG blocks</source>
        <translation>JPEG 块状痕迹</translation>
    </message>
    <message>
        <source>neither noise nor JPEG blocks nor blur</source>
        <translation>没有噪点、JPEG 块状痕迹或模糊</translation>
    </message>
    <message>
        <source>noise: sigma {sigma}</source>
        <translation>噪点：标准差 {sigma}</translation>
    </message>
    <message>
        <source>working scale: 1/{scale}</source>
        <translation>处理比例：1/{scale}</translation>
    </message>
    <message>
        <source>damage: {share} of the picture</source>
        <translation>损伤：占画面 {share}</translation>
    </message>
    <message>
        <source>colours: a plausible guess (version {version}, {HINTS}), not evidence</source>
        <translation>颜色：合理的猜测（版本 {version}，{HINTS}），并非证据</translation>
    </message>
    <message>
        <source>{count} hint</source>
        <translation>{count} 个提示点</translation>
    </message>
    <message>
        <source>{count} hints</source>
        <translation>{count} 个提示点</translation>
    </message>
    <message>
        <source>colours: it has its own (they scatter by {amount}); any others are a guess, not evidence</source>
        <translation>颜色：图片本身有颜色（离散度 {amount}）；其他颜色只是猜测，并非证据</translation>
    </message>
    <message>
        <source>enlarged {factor} times</source>
        <translation>放大 {factor} 倍</translation>
    </message>
    <message>
        <source>enlarged {factor} times, though its detail ends at 1/{scale} of its size</source>
        <translation>放大 {factor} 倍，但其细节只到 1/{scale} 大小为止</translation>
    </message>
    <message>
        <source>painted: {styles}</source>
        <translation>绘制：{styles}</translation>
    </message>
    <message>
        <source>painted as Monet might have</source>
        <translation>像莫奈可能画的那样绘制</translation>
    </message>
    <message>
        <source>{STAGE}: not needed ({REMARKS})</source>
        <translation>{STAGE}：不需要（{REMARKS}）</translation>
    </message>
    <message>
        <source>{STAGE}: not needed ()</source>
        <translation>{STAGE}：不需要</translation>
    </message>
    <message>
        <source>tones: they may be as they should be; {share} of the change was made</source>
        <translation>影调：可能本来就正常；只做了 {share} 的改动</translation>
    </message>
    <message>
        <source>damage: {share} of the picture is doubtful</source>
        <translation>损伤：画面的 {share} 难以确定</translation>
    </message>
    <message>
        <source>noise: {share} of the even places have more of it, or less</source>
        <translation>噪点：{share} 的平坦区域噪点更多或更少</translation>
    </message>
    <message>
        <source>not done: {WHY}</source>
        <translation>未处理：{WHY}</translation>
    </message>
    <message>
        <source>levels</source>
        <translation>色阶</translation>
    </message>
    <message>
        <source>restore</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>scratches</source>
        <translation>划痕</translation>
    </message>
    <message>
        <source>colourise</source>
        <translation>上色</translation>
    </message>
    <message>
        <source>style</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>artwork</source>
        <translation>绘画</translation>
    </message>
    <message>
        <source>enlarge</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>retouch</source>
        <translation>修饰</translation>
    </message>
    <message>
        <source>marked by hand: {share} of the picture</source>
        <translation>手工标记：照片的 {share}</translation>
    </message>
    <message>
        <source>faces: none found</source>
        <translation>人脸：未找到</translation>
    </message>
    <message>
        <source>faces: {count} found, {restored} restored</source>
        <translation>人脸：找到 {count} 张，修复了 {restored} 张</translation>
    </message>
    <message>
        <source>faces: {count} too small to be restored</source>
        <translation>人脸：{count} 张太小，无法修复</translation>
    </message>
    <message>
        <source>faces: {count} left alone, as it was asked for</source>
        <translation>人脸：{count} 张按要求保持原样</translation>
    </message>
    <message>
        <source>faces: {count} left alone, only the largest are restored</source>
        <translation>人脸：{count} 张保持原样，只修复最大的那些</translation>
    </message>
    <message>
        <source>faces: 1 blended back to {share}: it no longer looked like itself</source>
        <translation>人脸：1 张退回至 {share}：修复后不再像本人</translation>
    </message>
    <message>
        <source>faces: {count} blended back, to {share} and more: they no longer looked like themselves</source>
        <translation>人脸：{count} 张退回至 {share} 或更高：修复后不再像本人</translation>
    </message>
    <message>
        <source>faces: nobody looked whether they stay themselves, for want of a model that tells faces apart</source>
        <translation>人脸：没有辨认人脸的模型，因此未检查修复后是否仍像本人</translation>
    </message>
    <message>
        <source>faces: the one that changed most is {share} like itself</source>
        <translation>人脸：变化最大的一张与原貌的相似度为 {share}</translation>
    </message>
    <message>
        <source>what became of the tones</source>
        <translation>色调的变化</translation>
    </message>
    <message>
        <source>where damage was found</source>
        <translation>找到损伤的地方</translation>
    </message>
    <message>
        <source>surely damage</source>
        <translation>确定是损伤</translation>
    </message>
    <message>
        <source>what was marked</source>
        <translation>标记的内容</translation>
    </message>
    <message>
        <source>covered</source>
        <translation>已覆盖</translation>
    </message>
    <message>
        <source>where faces are</source>
        <translation>人脸所在之处</translation>
    </message>
    <message>
        <source>a face that stayed like itself</source>
        <translation>仍像本人的人脸</translation>
    </message>
    <message>
        <source>where other guesses would give the same colours</source>
        <translation>其他猜测会给出相同颜色的地方</translation>
    </message>
    <message>
        <source>they all agree</source>
        <translation>它们都一致</translation>
    </message>
    <message>
        <source>noise, from place to place</source>
        <translation>各处的噪点</translation>
    </message>
    <message>
        <source>sigma {sigma}</source>
        <translation>sigma {sigma}</translation>
    </message>
    <message>
        <source>where it was changed</source>
        <translation>改变的地方</translation>
    </message>
    <message>
        <source>by {amount} of 255</source>
        <translation>255 级中的 {amount} 级</translation>
    </message>
    <message>
        <source>what you marked is covered with what the picture has elsewhere</source>
        <translation>您标记的内容会用照片中其他地方的内容覆盖</translation>
    </message>
    <message>
        <source>damage is found and repaired</source>
        <translation>会找出并修复损伤</translation>
    </message>
    <message>
        <source>damage is found and repaired, except where you erased</source>
        <translation>会找出并修复损伤，您擦除过的地方除外</translation>
    </message>
    <message>
        <source>everything but the subject is painted</source>
        <translation>绘制主体以外的一切</translation>
    </message>
    <message>
        <source>the subject alone is painted</source>
        <translation>只绘制主体</translation>
    </message>
    <message>
        <source>the whole picture is painted</source>
        <translation>绘制整张照片</translation>
    </message>
    <message>
        <source>colours are guessed</source>
        <translation>颜色是推测的</translation>
    </message>
    <message>
        <source>colours are guessed, led by {count} of your colours</source>
        <translation>颜色是推测的，参照您给出的 {count} 种颜色</translation>
    </message>
    <message>
        <source>faces are restored</source>
        <translation>修复人脸</translation>
    </message>
    <message>
        <source>faces are restored, except those that you left</source>
        <translation>修复人脸，您留下的除外</translation>
    </message>
    <message>
        <source>the whole picture, as the recipe says</source>
        <translation>按方案处理整张照片</translation>
    </message>
    <message>
        <source>The {BLOCK} is left out: {CAUSE}.</source>
        <translation>{BLOCK}未保留：{CAUSE}。</translation>
    </message>
    <message>
        <source>The {BLOCK} did not fit into a JPEG file ({size} bytes).</source>
        <translation>{BLOCK}太大，JPEG 文件放不下（{size} 字节）。</translation>
    </message>
    <message>
        <source>The EXIF block is damaged and is left out: {CAUSE}.</source>
        <translation>EXIF 信息已损坏，未保留：{CAUSE}。</translation>
    </message>
    <message>
        <source>A part of the EXIF notes is damaged and is left out: {CAUSE}.</source>
        <translation>部分 EXIF 信息已损坏，未保留：{CAUSE}。</translation>
    </message>
    <message>
        <source>The EXIF note {tag} is too large and is left out.</source>
        <translation>EXIF 条目 {tag} 太大，未保留。</translation>
    </message>
    <message>
        <source>The EXIF note {tag} is damaged and is left out.</source>
        <translation>EXIF 条目 {tag} 已损坏，未保留。</translation>
    </message>
    <message>
        <source>The camera&apos;s maker note had to be moved; programs may not understand it any more.</source>
        <translation>相机厂商注释的位置有变动，其他程序可能无法再识别。</translation>
    </message>
    <message>
        <source>The JPEG comment is left out.</source>
        <translation>未保留 JPEG 注释。</translation>
    </message>
    <message>
        <source>The part of the XMP packet that is longer than one JPEG segment is left out.</source>
        <translation>XMP 数据超出一个 JPEG 段的部分未保留。</translation>
    </message>
    <message>
        <source>The PNG note “{note}” is left out.</source>
        <translation>未保留 PNG 注释“{note}”。</translation>
    </message>
    <message>
        <source>The PNG says that its brightness has the gamma {gamma}; that is left out.</source>
        <translation>PNG 标明的亮度伽马值 {gamma} 未保留。</translation>
    </message>
    <message>
        <source>Photoshop&apos;s layers are left out; the picture is read as they show it together.</source>
        <translation>未保留 Photoshop 图层，按合并后的效果读取图片。</translation>
    </message>
    <message>
        <source>Channels beside the colours (infrared, a selection) are left out.</source>
        <translation>未保留颜色以外的通道（红外、选区等）。</translation>
    </message>
    <message>
        <source>the colour profile could not be used; the picture was taken as sRGB</source>
        <translation>颜色配置文件无法使用，图片按 sRGB 处理</translation>
    </message>
    <message>
        <source>{format} holds {fewer} of the {bits} bits</source>
        <translation>{format} 只能保存 {bits} 位中的 {fewer} 位</translation>
    </message>
    <message>
        <source>{format} holds no transparency</source>
        <translation>{format} 不支持透明</translation>
    </message>
    <message>
        <source>colour profile</source>
        <translation>颜色配置文件</translation>
    </message>
    <message>
        <source>EXIF block</source>
        <translation>EXIF 信息</translation>
    </message>
    <message>
        <source>EXIF notes</source>
        <translation>EXIF 信息</translation>
    </message>
    <message>
        <source>XMP packet</source>
        <translation>XMP 数据</translation>
    </message>
    <message>
        <source>IPTC block</source>
        <translation>IPTC 信息</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>gamma</source>
        <translation>伽马值</translation>
    </message>
    <message>
        <source>resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>it is too large</source>
        <translation>太大</translation>
    </message>
    <message>
        <source>it is damaged</source>
        <translation>已损坏</translation>
    </message>
    <message>
        <source>it is damaged or too large</source>
        <translation>已损坏或太大</translation>
    </message>
    <message>
        <source>it is damaged ({cause})</source>
        <translation>已损坏（{cause}）</translation>
    </message>
    <message>
        <source>it declares entities</source>
        <translation>其中声明了实体</translation>
    </message>
    <message>
        <source>it is one for {kind} pictures</source>
        <translation>它适用于 {kind} 图片</translation>
    </message>
    <message>
        <source>a part of it is missing</source>
        <translation>缺少一部分</translation>
    </message>
    <message>
        <source>PNG has no place for it</source>
        <translation>PNG 没有存放它的位置</translation>
    </message>
    <message>
        <source>{file} is not there</source>
        <translation>{file} 不存在</translation>
    </message>
    <message>
        <source>{file} is not there any more</source>
        <translation>{file} 已不存在</translation>
    </message>
    <message>
        <source>{file} is empty</source>
        <translation>{file} 是空文件</translation>
    </message>
    <message>
        <source>{file} is not a regular file</source>
        <translation>{file} 不是普通文件</translation>
    </message>
    <message>
        <source>{file} is not a picture of a kind that is read yet ({kinds})</source>
        <translation>{file} 不是目前支持的图片格式（{kinds}）</translation>
    </message>
    <message>
        <source>{file} cannot be read: {CAUSE}</source>
        <translation>无法读取 {file}：{CAUSE}</translation>
    </message>
    <message>
        <source>the folder {folder} cannot be read: {CAUSE}</source>
        <translation>无法读取文件夹 {folder}：{CAUSE}</translation>
    </message>
    <message>
        <source>{file}: no small copy of it could be made</source>
        <translation>无法为 {file} 生成缩略图</translation>
    </message>
    <message>
        <source>{file} changed while it was read</source>
        <translation>{file} 在读取时发生了变化</translation>
    </message>
    <message>
        <source>{file} is cut off: the end of the picture is missing</source>
        <translation>{file} 不完整：缺少图片的末尾</translation>
    </message>
    <message>
        <source>{file} is damaged: {CAUSE}</source>
        <translation>{file} 已损坏：{CAUSE}</translation>
    </message>
    <message>
        <source>{file} claims {width} x {height} pixels in {size}: not a photograph</source>
        <translation>{file} 声称有 {width} x {height} 像素，但只有 {size}：不是照片</translation>
    </message>
    <message>
        <source>{file} has {width} x {height} pixels; more than {limit} gigapixels are not read</source>
        <translation>{file} 有 {width} x {height} 像素，超过 {limit} 个十亿像素的图片不予读取</translation>
    </message>
    <message>
        <source>{file} is a CMYK picture (JPEG for print): not read yet</source>
        <translation>{file} 是 CMYK 图片（印刷用 JPEG），暂不支持</translation>
    </message>
    <message>
        <source>{file} is a JPEG of a rare kind (lossless, hierarchical or arithmetic): not read yet</source>
        <translation>{file} 是少见的 JPEG（无损、分层或算术编码），暂不支持</translation>
    </message>
    <message>
        <source>{file} is a JPEG with {bits} bits: only those with 8 are read</source>
        <translation>{file} 是 {bits} 位 JPEG，只支持 8 位</translation>
    </message>
    <message>
        <source>{file} is a JPEG with {channels} colour channels: only 1 and 3 are read</source>
        <translation>{file} 是 {channels} 通道的 JPEG，只支持 1 和 3 通道</translation>
    </message>
    <message>
        <source>{file} is a progressive JPEG that is too large: it would have to lie in memory as a whole</source>
        <translation>{file} 是过大的渐进式 JPEG，需要整个放入内存</translation>
    </message>
    <message>
        <source>{file} is an interlaced PNG that is too large: it would have to lie in memory as a whole</source>
        <translation>{file} 是过大的隔行 PNG，需要整个放入内存</translation>
    </message>
    <message>
        <source>{file} is packed in one long piece that is too large: it would have to lie in memory as a whole</source>
        <translation>{file} 压缩为过长的一整段，需要整个放入内存</translation>
    </message>
    <message>
        <source>{file} is an animation, not a photograph</source>
        <translation>{file} 是动画，不是照片</translation>
    </message>
    <message>
        <source>{file} needs something that is not read yet (an unknown kind of PNG)</source>
        <translation>{file} 需要暂不支持的功能（未知类型的 PNG）</translation>
    </message>
    <message>
        <source>{file} has {pages} pages; files with several pictures are not read yet</source>
        <translation>{file} 有 {pages} 页，暂不支持含多张图片的文件</translation>
    </message>
    <message>
        <source>{file} has tiles of {size} pixels: too large to read</source>
        <translation>{file} 的图块为 {size} 像素，太大而无法读取</translation>
    </message>
    <message>
        <source>{file} is a TIFF {KIND}: not read yet</source>
        <translation>{file} 是{KIND}的 TIFF，暂不支持</translation>
    </message>
    <message>
        <source>of a camera&apos;s raw data (DNG)</source>
        <translation>相机原始数据 (DNG)</translation>
    </message>
    <message>
        <source>with {compression} compression</source>
        <translation>采用 {compression} 压缩</translation>
    </message>
    <message>
        <source>with unknown (number {number}) compression</source>
        <translation>采用未知压缩（编号 {number}）</translation>
    </message>
    <message>
        <source>in black and white without greys (1 bit)</source>
        <translation>只有黑白两色（1 位）</translation>
    </message>
    <message>
        <source>of the kind {kind}</source>
        <translation> {kind} 类型</translation>
    </message>
    <message>
        <source>of the kind unknown (number {number})</source>
        <translation>未知类型（编号 {number}）</translation>
    </message>
    <message>
        <source>with floating-point or signed numbers</source>
        <translation>采用浮点数或有符号数</translation>
    </message>
    <message>
        <source>with {bits} bits</source>
        <translation> {bits} 位</translation>
    </message>
    <message>
        <source>with {bits} and {more} bits</source>
        <translation> {bits} 位和 {more} 位混合</translation>
    </message>
    <message>
        <source>whose first page is only a preview</source>
        <translation>首页只是预览图</translation>
    </message>
    <message>
        <source>with the predictor for floating-point numbers</source>
        <translation>采用浮点预测器</translation>
    </message>
    <message>
        <source>it does not begin like a TIFF</source>
        <translation>开头不符合 TIFF 格式</translation>
    </message>
    <message>
        <source>a directory leads outside the file</source>
        <translation>目录指向文件之外</translation>
    </message>
    <message>
        <source>a directory of {count} entries</source>
        <translation>目录有 {count} 个条目</translation>
    </message>
    <message>
        <source>tag {tag} says that it has {size} bytes</source>
        <translation>标签 {tag} 声称有 {size} 字节</translation>
    </message>
    <message>
        <source>tag {tag} holds no whole numbers</source>
        <translation>标签 {tag} 的值不是整数</translation>
    </message>
    <message>
        <source>tag {tag} leads outside the file</source>
        <translation>标签 {tag} 指向文件之外</translation>
    </message>
    <message>
        <source>tag {tag} has {count} values</source>
        <translation>标签 {tag} 有 {count} 个值</translation>
    </message>
    <message>
        <source>its pages go round in a circle</source>
        <translation>页面循环引用</translation>
    </message>
    <message>
        <source>it has {samples} samples for each pixel</source>
        <translation>每个像素有 {samples} 个样本</translation>
    </message>
    <message>
        <source>its tiles have no size</source>
        <translation>图块没有尺寸</translation>
    </message>
    <message>
        <source>it does not say where its pixels lie</source>
        <translation>没有说明像素的位置</translation>
    </message>
    <message>
        <source>it does not say how long its pixels are</source>
        <translation>没有说明像素数据的长度</translation>
    </message>
    <message>
        <source>it has {count} of the {needed} pieces of its picture</source>
        <translation>只有 {needed} 段图片数据中的 {count} 段</translation>
    </message>
    <message>
        <source>it has {count} of the {needed} sizes of its picture</source>
        <translation>只有 {needed} 种图片尺寸中的 {count} 种</translation>
    </message>
    <message>
        <source>a piece of its picture is missing</source>
        <translation>缺少一段图片数据</translation>
    </message>
    <message>
        <source>a piece of its picture is shorter than it can be</source>
        <translation>有一段图片数据过短</translation>
    </message>
    <message>
        <source>a piece of its picture is too short</source>
        <translation>有一段图片数据太短</translation>
    </message>
    <message>
        <source>a piece of its picture cannot be unpacked</source>
        <translation>有一段图片数据无法解压</translation>
    </message>
    <message>
        <source>it says that it is {width} x {height} pixels</source>
        <translation>声称尺寸为 {width} x {height} 像素</translation>
    </message>
    <message>
        <source>its pixels do not fit its header</source>
        <translation>像素数据与文件头不符</translation>
    </message>
    <message>
        <source>it cannot be decoded</source>
        <translation>无法解码</translation>
    </message>
    <message>
        <source>it has no picture in it</source>
        <translation>其中没有图片</translation>
    </message>
    <message>
        <source>it has two pictures in one</source>
        <translation>其中混有两张图片</translation>
    </message>
    <message>
        <source>its size is missing</source>
        <translation>缺少尺寸</translation>
    </message>
    <message>
        <source>its checksums do not fit</source>
        <translation>校验和不符</translation>
    </message>
    <message>
        <source>it has too many segments</source>
        <translation>数据段太多</translation>
    </message>
    <message>
        <source>it has too many chunks</source>
        <translation>数据块太多</translation>
    </message>
    <message>
        <source>the marker {marker} stands where a segment should begin</source>
        <translation>数据段开头处出现标记 {marker}</translation>
    </message>
    <message>
        <source>a segment has no length</source>
        <translation>有一个数据段没有长度</translation>
    </message>
    <message>
        <source>a segment does not begin where the one before it ends</source>
        <translation>数据段没有首尾相接</translation>
    </message>
    <message>
        <source>a chunk does not begin where the one before it ends</source>
        <translation>数据块没有首尾相接</translation>
    </message>
    <message>
        <source>no PNG has {bits} bits in colour type {kind}</source>
        <translation>PNG 的颜色类型 {kind} 不能为 {bits} 位</translation>
    </message>
    <message>
        <source>it has the shape {found} instead of {wanted}</source>
        <translation>规格为 {found}，应为 {wanted}</translation>
    </message>
    <message>
        <source>{place} is there already</source>
        <translation>{place} 已存在</translation>
    </message>
    <message>
        <source>{place} is there already, and {WHY}</source>
        <translation>{place} 已存在，且{WHY}</translation>
    </message>
    <message>
        <source>is not as Patina wrote it</source>
        <translation>与 Patina 写入时不同</translation>
    </message>
    <message>
        <source>was made of another picture ({file})</source>
        <translation>由另一张图片（{file}）生成</translation>
    </message>
    <message>
        <source>{place} was changed by somebody else while it was restored</source>
        <translation>{place} 在修复期间被他人更改</translation>
    </message>
    <message>
        <source>{place} cannot be written to: {CAUSE}</source>
        <translation>无法写入 {place}：{CAUSE}</translation>
    </message>
    <message>
        <source>{place}: not a directory</source>
        <translation>{place}：不是文件夹</translation>
    </message>
    <message>
        <source>{place}: there is no space left</source>
        <translation>{place}：磁盘空间不足</translation>
    </message>
    <message>
        <source>{place}: the place is read-only</source>
        <translation>{place}：该位置为只读</translation>
    </message>
    <message>
        <source>{place}: writing is not permitted there</source>
        <translation>{place}：没有写入权限</translation>
    </message>
    <message>
        <source>{place}: the name is too long for this place</source>
        <translation>{place}：名称过长</translation>
    </message>
    <message>
        <source>{place}: the journal cannot be written ({cause})</source>
        <translation>{place}：无法写入日志（{cause}）</translation>
    </message>
    <message>
        <source>{folder} cannot take the scratch file: {CAUSE}</source>
        <translation>{folder} 无法存放临时文件：{CAUSE}</translation>
    </message>
    <message>
        <source>{folder} cannot take a scratch file: {CAUSE}</source>
        <translation>{folder} 无法存放临时文件：{CAUSE}</translation>
    </message>
    <message>
        <source>{folder} has no room for the scratch file: {SIZES}</source>
        <translation>{folder} 没有足够空间存放临时文件：{SIZES}</translation>
    </message>
    <message>
        <source>{needed} MB are needed, {free} MB are free</source>
        <translation>需要 {needed} MB，可用 {free} MB</translation>
    </message>
    <message>
        <source>the destination {folder} lies inside the source {source}</source>
        <translation>目标文件夹 {folder} 位于来源 {source} 之内</translation>
    </message>
    <message>
        <source>files named {suffix} cannot be written yet</source>
        <translation>暂不支持写入 {suffix} 文件</translation>
    </message>
    <message>
        <source>the folder for masks {folder} lies inside the source {source}</source>
        <translation>蒙版文件夹 {folder} 位于来源 {source} 之内</translation>
    </message>
    <message>
        <source>masks and results would both lie in {folder}</source>
        <translation>蒙版和结果会同时放在 {folder} 中</translation>
    </message>
    <message>
        <source>another Patina is at work in {folder}</source>
        <translation>另一个 Patina 正在处理 {folder}</translation>
    </message>
    <message>
        <source>A picture of {width} x {height} pixels is too large for JPEG</source>
        <translation>{width} x {height} 像素的图片对 JPEG 来说太大</translation>
    </message>
    <message>
        <source>the mask {file} cannot be read: {CAUSE}</source>
        <translation>无法读取蒙版 {file}：{CAUSE}</translation>
    </message>
    <message>
        <source>the mask {file} has {width} × {height} px, the picture {wanted_width} × {wanted_height}</source>
        <translation>蒙版 {file} 为 {width} × {height} 像素，图片为 {wanted_width} × {wanted_height}</translation>
    </message>
    <message>
        <source>the template for names is empty</source>
        <translation>名称模板是空的</translation>
    </message>
    <message>
        <source>“{template}” has a “{brace}” without its partner</source>
        <translation>“{template}”中的“{brace}”没有配对</translation>
    </message>
    <message>
        <source>“{place}” in “{template}” stands for nothing</source>
        <translation>“{template}”中的“{place}”没有含义</translation>
    </message>
    <message>
        <source>“{template}” has “{letter}” in it, which names of files cannot have</source>
        <translation>“{template}”中含有“{letter}”，文件名不能使用它</translation>
    </message>
    <message>
        <source>“{template}” begins with a dot: results would be hidden</source>
        <translation>“{template}”以点开头：结果会被隐藏</translation>
    </message>
    <message>
        <source>“{template}” would call several pictures the same</source>
        <translation>“{template}”会让多张图片同名</translation>
    </message>
    <message>
        <source>masks have the names of results, and those are not to be numbered</source>
        <translation>蒙版沿用结果的名称，因此结果不能编号</translation>
    </message>
    <message>
        <source>No such file or directory</source>
        <translation>没有此文件或文件夹</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>没有权限</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>读写错误</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>这是文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>这不是文件夹</translation>
    </message>
    <message>
        <source>Too many open files</source>
        <translation>打开的文件太多</translation>
    </message>
    <message>
        <source>there is no model “{model}” (installed: {models})</source>
        <translation>没有模型“{model}”（已安装：{models}）</translation>
    </message>
    <message>
        <source>there is no style “{style}”</source>
        <translation>没有风格“{style}”</translation>
    </message>
    <message>
        <source>There are: {names}.</source>
        <translation>可用的有：{names}。</translation>
    </message>
    <message>
        <source>the models “{one}” and “{other}” have different networks: nothing lies between</source>
        <translation>模型“{one}”和“{other}”的网络不同，无法取中间值</translation>
    </message>
    <message>
        <source>the model “{model}” answered with numbers that are none (NaN)</source>
        <translation>模型“{model}”给出了无效数值 (NaN)</translation>
    </message>
    <message>
        <source>the model “{model}” answered with one tone for all</source>
        <translation>模型“{model}”的回答全是同一个色调</translation>
    </message>
    <message>
        <source>this PyTorch is not built for the graphics card, or its driver is too old</source>
        <translation>此 PyTorch 不支持这块显卡，或显卡驱动太旧</translation>
    </message>
    <message>
        <source>this PyTorch cannot use the graphics card of this Mac</source>
        <translation>此 PyTorch 无法使用这台 Mac 的显卡</translation>
    </message>
    <message>
        <source>this onnxruntime has no {provider}</source>
        <translation>此 onnxruntime 没有 {provider}</translation>
    </message>
    <message>
        <source>Install the one for this system: see README.</source>
        <translation>请安装适合此系统的版本：参见 README。</translation>
    </message>
    <message>
        <source>pytorch.org says which build is for which card. Without it the processor computes.</source>
        <translation>pytorch.org 说明了哪种版本适合哪种显卡。没有它时由处理器计算。</translation>
    </message>
    <message>
        <source>{device} does not answer any more</source>
        <translation>{device} 不再响应</translation>
    </message>
    <message>
        <source>{device} failed: {CAUSE}</source>
        <translation>{device} 出错：{CAUSE}</translation>
    </message>
    <message>
        <source>Start Patina again; what is done stays done. If it happens again, choose another device in the settings.</source>
        <translation>请重新启动 Patina；已完成的会保留。如果再次发生，请在设置中选择其他设备。</translation>
    </message>
    <message>
        <source>{file} is damaged: it is not the file that {card} describes</source>
        <translation>{file} 已损坏：与 {card} 的说明不符</translation>
    </message>
    <message>
        <source>{file} is not a card that we understand: {cause}</source>
        <translation>无法识别模型说明 {file}：{cause}</translation>
    </message>
    <message>
        <source>{file} holds no weights: {cause}</source>
        <translation>{file} 中没有权重：{cause}</translation>
    </message>
    <message>
        <source>the weights in {folder} do not fit the network on the card: {cause}</source>
        <translation>{folder} 中的权重与说明中的网络不符：{cause}</translation>
    </message>
    <message>
        <source>there is no device “{device}” on this machine (there are: {devices})</source>
        <translation>本机没有设备“{device}”（可用：{devices}）</translation>
    </message>
    <message>
        <source>{PROBLEM}; {device} is used instead</source>
        <translation>{PROBLEM}；改用 {device}</translation>
    </message>
    <message>
        <source>{devices}: devices of several kinds cannot share a batch: a picture would depend on which of them had time</source>
        <translation>{devices}：不同种类的设备不能共同处理一批图片：结果会取决于哪个设备当时有空</translation>
    </message>
    <message>
        <source>Name several cards of one kind, such as cuda:0,cuda:1.</source>
        <translation>请指定几块同类的显卡，例如 cuda:0,cuda:1。</translation>
    </message>
    <message>
        <source>there is no card {number} on this machine (there are {count}, from 0)</source>
        <translation>这台机器上没有第 {number} 块显卡（共有 {count} 块，从 0 开始编号）</translation>
    </message>
    <message>
        <source>{device}: too little memory for a tile ({cause})</source>
        <translation>{device}：内存不足以处理一个图块（{cause}）</translation>
    </message>
    <message>
        <source>too little memory: tiles are at most {side} pixels wide from now on</source>
        <translation>内存不足：此后图块最宽 {side} 像素</translation>
    </message>
    <message>
        <source>there is no queue “{queue}”</source>
        <translation>没有队列“{queue}”</translation>
    </message>
    <message>
        <source>there is no picture {number} in the queue “{queue}”</source>
        <translation>队列“{queue}”中没有照片 {number}</translation>
    </message>
    <message>
        <source>a request could not be understood: {cause}</source>
        <translation>无法理解请求：{cause}</translation>
    </message>
    <message>
        <source>there is no recipe “{recipe}” (there are: {recipes})</source>
        <translation>没有方案“{recipe}”（可用：{recipes}）</translation>
    </message>
    <message>
        <source>{recipe} has no stage that marks anything</source>
        <translation>{recipe} 没有会做标记的步骤</translation>
    </message>
    <message>
        <source>{recipe} has no stage “{stage}” that could be given {options}</source>
        <translation>{recipe} 没有可设置 {options} 的步骤“{stage}”</translation>
    </message>
    <message>
        <source>reading the file</source>
        <translation>正在读取文件</translation>
    </message>
    <message>
        <source>measuring how far it looks: {reach} pixels?</source>
        <translation>正在测量它看多远：{reach} 像素？</translation>
    </message>
    <message>
        <source>looking for the grid on which tiles must begin</source>
        <translation>正在确定图块必须对齐的网格</translation>
    </message>
    <message>
        <source>a package: {TITLE}</source>
        <translation>模型包：{TITLE}</translation>
    </message>
    <message>
        <source>{network}, {size} million parameters: {DOES}</source>
        <translation>{network}，{size} 百万参数：{DOES}</translation>
    </message>
    <message>
        <source>a graph (ONNX), {size} million parameters: {DOES}</source>
        <translation>计算图（ONNX），{size} 百万参数：{DOES}</translation>
    </message>
    <message>
        <source>restores</source>
        <translation>修复</translation>
    </message>
    <message>
        <source>enlarges {factor} times</source>
        <translation>放大 {factor} 倍</translation>
    </message>
    <message>
        <source>a graph (ONNX)</source>
        <translation>计算图（ONNX）</translation>
    </message>
    <message>
        <source>Restores pictures; of another program.</source>
        <translation>修复图片；来自其他程序。</translation>
    </message>
    <message>
        <source>Enlarges pictures {factor} times; of another program.</source>
        <translation>将图片放大 {factor} 倍；来自其他程序。</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>It looks at more of the picture than a tile shows: the borders of tiles may be seen faintly.</source>
        <translation>它看到的范围超过一个图块：图块边界可能隐约可见。</translation>
    </message>
    <message>
        <source>{file} is not taken in: {WHY}</source>
        <translation>{file} 未被导入：{WHY}</translation>
    </message>
    <message>
        <source>Small letters, digits and “-” make an id.</source>
        <translation>名称由小写字母、数字和“-”组成。</translation>
    </message>
    <message>
        <source>a model called “{model}” is there already</source>
        <translation>已有名为“{model}”的模型</translation>
    </message>
    <message>
        <source>Your own one can be removed first; those that came with Patina stay.</source>
        <translation>自己的模型可以先移除；随 Patina 提供的会保留。</translation>
    </message>
    <message>
        <source>there is no “{file}” in “{folder}”</source>
        <translation>“{folder}”中没有“{file}”</translation>
    </message>
    <message>
        <source>A model package is a folder with model.toml and weights.safetensors.</source>
        <translation>模型包是含有 model.toml 和 weights.safetensors 的文件夹。</translation>
    </message>
    <message>
        <source>the card of “{folder}” is not understood: {cause}</source>
        <translation>无法读懂“{folder}”的模型卡：{cause}</translation>
    </message>
    <message>
        <source>the weights in “{folder}” are not the file that model.toml describes</source>
        <translation>“{folder}”中的权重不是 model.toml 所描述的文件</translation>
    </message>
    <message>
        <source>The copy may be damaged: fetch the package again.</source>
        <translation>副本可能已损坏，请重新获取模型包。</translation>
    </message>
    <message>
        <source>Move it away, or choose another name.</source>
        <translation>请将其移走，或选择其他名称。</translation>
    </message>
    <message>
        <source>{file} is no model of a kind that is read</source>
        <translation>{file} 不是可以读取的模型类型</translation>
    </message>
    <message>
        <source>Packages (folders with model.toml) and files named .pth, .pt, .ckpt, .safetensors or .onnx can be read.</source>
        <translation>可以读取模型包（含有 model.toml 的文件夹）以及 .pth、.pt、.ckpt、.safetensors 或 .onnx 文件。</translation>
    </message>
    <message>
        <source>“{folder}” is not a package, but there is {file} in it</source>
        <translation>“{folder}”不是模型包，但其中有 {file}</translation>
    </message>
    <message>
        <source>Choose that file itself.</source>
        <translation>请直接选择该文件。</translation>
    </message>
    <message>
        <source>there is too little memory for it</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>Close other programs.</source>
        <translation>请关闭其他程序。</translation>
    </message>
    <message>
        <source>it cannot be read: {CAUSE}</source>
        <translation>无法读取：{CAUSE}</translation>
    </message>
    <message>
        <source>it is damaged or cut off, or no file of weights</source>
        <translation>文件已损坏或不完整，或者不是权重文件</translation>
    </message>
    <message>
        <source>it is damaged or cut off ({cause})</source>
        <translation>文件已损坏或不完整（{cause}）</translation>
    </message>
    <message>
        <source>it is a program (TorchScript), and only weights are taken</source>
        <translation>这是一个程序（TorchScript），而这里只接受权重</translation>
    </message>
    <message>
        <source>it holds no table of weights</source>
        <translation>其中没有权重表</translation>
    </message>
    <message>
        <source>it holds no weights</source>
        <translation>其中没有权重</translation>
    </message>
    <message>
        <source>it says that it holds more numbers than there are in it</source>
        <translation>它声称的数值比实际包含的多</translation>
    </message>
    <message>
        <source>it holds more than numbers: it asks for “{name}”, and such a file could run a program when it is opened</source>
        <translation>其中不只有数值：它要求“{name}”，这样的文件在打开时可能会运行程序</translation>
    </message>
    <message>
        <source>Look for the same model as .safetensors, which can hold nothing but numbers.</source>
        <translation>请寻找同一模型的 .safetensors 版本，这种格式只能包含数值。</translation>
    </message>
    <message>
        <source>If it is to be had as .onnx, that may work.</source>
        <translation>如果有 .onnx 版本，或许可用。</translation>
    </message>
    <message>
        <source>its network is none of those that are known</source>
        <translation>它的网络不在已知之列</translation>
    </message>
    <message>
        <source>it looks like {network}, but its weights do not fit: {cause}</source>
        <translation>看起来像 {network}，但权重不符：{cause}</translation>
    </message>
    <message>
        <source>faces</source>
        <translation>人脸</translation>
    </message>
    <message>
        <source>finds what a picture is of</source>
        <translation>寻找图片的主体</translation>
    </message>
    <message>
        <source>Finds what a picture is of, for selecting it by a click; of another program.</source>
        <translation>寻找图片的主体，供点击选取；来自其他程序。</translation>
    </message>
    <message>
        <source>it looks like one that finds what a picture is of, but takes only pictures of {width} x {height} pixels</source>
        <translation>它像是寻找图片主体的模型，但只接受 {width} x {height} 像素的图片</translation>
    </message>
    <message>
        <source>it looks like one that finds what a picture is of, but tells {count} kinds of things apart, and not one from its ground</source>
        <translation>它像是寻找图片主体的模型，但区分 {count} 类事物，而不是区分主体与背景</translation>
    </message>
    <message>
        <source>it looks like one that finds what a picture is of, but answers with {given} numbers, not one for each pixel</source>
        <translation>它像是寻找图片主体的模型，但给出 {given} 个数，而不是每个像素一个</translation>
    </message>
    <message>
        <source>it looks like one that finds what a picture is of, but answers with numbers up to {number}</source>
        <translation>它像是寻找图片主体的模型，但给出的数高达 {number}</translation>
    </message>
    <message>
        <source>Take one that gives one mask as large as its picture, such as u2net or isnet-general-use of rembg.</source>
        <translation>请选用给出一个与图片同样大小的蒙版的模型，例如 rembg 的 u2net 或 isnet-general-use。</translation>
    </message>
    <message>
        <source>{network} takes {asked} channels and gives {given}: only colour (3) and grey (1) can be used</source>
        <translation>{network} 输入 {asked} 个通道，输出 {given} 个：只能使用彩色（3）和灰度（1）</translation>
    </message>
    <message>
        <source>{network} takes only square pictures</source>
        <translation>{network} 只接受正方形图片</translation>
    </message>
    <message>
        <source>{network} enlarges {factor} times: only 2, 4 and 8 can be used</source>
        <translation>{network} 放大 {factor} 倍：只能使用 2、4 和 8 倍</translation>
    </message>
    <message>
        <source>models of other programs need {package}, which is not installed</source>
        <translation>其他程序的模型需要 {package}，但尚未安装</translation>
    </message>
    <message>
        <source>spandrel cannot be loaded: {cause}</source>
        <translation>无法加载 spandrel：{cause}</translation>
    </message>
    <message>
        <source>Install it with: pip install spandrel torchvision==0.28.0 (or the extra “models” of Patina).</source>
        <translation>安装命令：pip install spandrel torchvision==0.28.0（或 Patina 的附加组件“models”）。</translation>
    </message>
    <message>
        <source>Renew it with: pip install spandrel torchvision==0.28.0 (or the extra “models” of Patina).</source>
        <translation>更新命令：pip install spandrel torchvision==0.28.0（或 Patina 的附加组件“models”）。</translation>
    </message>
    <message>
        <source>the installed spandrel knows no network “{network}”</source>
        <translation>已安装的 spandrel 不认识网络“{network}”</translation>
    </message>
    <message>
        <source>the model “{model}” cannot be opened: {CAUSE}</source>
        <translation>无法打开模型“{model}”：{CAUSE}</translation>
    </message>
    <message>
        <source>the model “{model}” cannot be used: {CAUSE}</source>
        <translation>无法使用模型“{model}”：{CAUSE}</translation>
    </message>
    <message>
        <source>the graph cannot be opened: {cause}</source>
        <translation>无法打开计算图：{cause}</translation>
    </message>
    <message>
        <source>it is not a whole ONNX file: {CAUSE}</source>
        <translation>这不是完整的 ONNX 文件：{CAUSE}</translation>
    </message>
    <message>
        <source>it is cut off</source>
        <translation>文件不完整</translation>
    </message>
    <message>
        <source>it holds no graph</source>
        <translation>其中没有计算图</translation>
    </message>
    <message>
        <source>it does not look like an ONNX file</source>
        <translation>看起来不是 ONNX 文件</translation>
    </message>
    <message>
        <source>its graphs go too deep</source>
        <translation>计算图嵌套过深</translation>
    </message>
    <message>
        <source>Fetch the file again.</source>
        <translation>请重新获取该文件。</translation>
    </message>
    <message>
        <source>it keeps weights in another file</source>
        <translation>它的权重保存在另一个文件中</translation>
    </message>
    <message>
        <source>Export it again as one file: other files are never opened on behalf of a model.</source>
        <translation>请重新导出为单个文件：绝不会替模型打开其他文件。</translation>
    </message>
    <message>
        <source>Export it again with one input (1, 3, height, width) of float numbers from 0 to 1, and free height and width.</source>
        <translation>请重新导出：单个输入 (1, 3, 高, 宽)，0 到 1 的浮点数，高和宽不固定。</translation>
    </message>
    <message>
        <source>it answers {given} numbers with {answer}: not a picture 1, 2, 4 or 8 times as large</source>
        <translation>输入 {given} 个数值，它输出 {answer}：不是 1、2、4 或 8 倍大小的图片</translation>
    </message>
    <message>
        <source>it answers a picture from 0 to 1 with numbers up to {number}</source>
        <translation>输入 0 到 1 的图片，它输出的数值高达 {number}</translation>
    </message>
    <message>
        <source>onnxruntime cannot open it: {cause}</source>
        <translation>onnxruntime 无法打开它：{cause}</translation>
    </message>
    <message>
        <source>it has {count} inputs, and one picture is all that it can be given</source>
        <translation>它有 {count} 个输入，而只能给它一张图片</translation>
    </message>
    <message>
        <source>its input is a {kind} with {count} dimensions, not a picture of float numbers</source>
        <translation>它的输入是 {count} 维的 {kind}，不是浮点数图片</translation>
    </message>
    <message>
        <source>its input has the colours last</source>
        <translation>它的输入把颜色通道放在最后</translation>
    </message>
    <message>
        <source>its input has {count} channels: only 3 and 1 can be used</source>
        <translation>它的输入有 {count} 个通道：只能使用 3 和 1 个</translation>
    </message>
    <message>
        <source>it takes only pictures of {width} x {height} pixels</source>
        <translation>它只接受 {width} x {height} 像素的图片</translation>
    </message>
    <message>
        <source>it takes only {count} pictures at once</source>
        <translation>它每次只接受 {count} 张图片</translation>
    </message>
    <message>
        <source>it fails on a picture of {width} x {height} pixels: {cause}</source>
        <translation>它无法处理 {width} x {height} 像素的图片：{cause}</translation>
    </message>
    <message>
        <source>it looks at the whole picture, or further than {reach} pixels (attention, pooling or norms over all)</source>
        <translation>它会看整张图片，或超过 {reach} 像素（全局注意力、池化或归一化）</translation>
    </message>
    <message>
        <source>Pictures are painted in tiles, and their borders would show. Choose a model that looks less far.</source>
        <translation>图片按图块处理，图块边界会显露出来。请选择看得较近的模型。</translation>
    </message>
    <message>
        <source>its answer depends on where a tile begins</source>
        <translation>它的结果取决于图块的起点</translation>
    </message>
    <message>
        <source>Pictures are painted in tiles, and their borders would show.</source>
        <translation>图片按图块处理，图块边界会显露出来。</translation>
    </message>
    <message>
        <source>model: {model}</source>
        <translation>模型：{model}</translation>
    </message>
    <message>
        <source>the model “{model}” does not enlarge</source>
        <translation>模型“{model}”不能放大</translation>
    </message>
    <message>
        <source>the model “{model}” does not restore</source>
        <translation>模型“{model}”不能修复</translation>
    </message>
    <message>
        <source>Choose another one for the stage “enlarge”.</source>
        <translation>请为“放大”阶段选择其他模型。</translation>
    </message>
    <message>
        <source>Choose another one for the stage “restore”.</source>
        <translation>请为“修复”阶段选择其他模型。</translation>
    </message>
    <message>
        <source>the model “{model}” does not colour</source>
        <translation>模型“{model}”不会上色</translation>
    </message>
    <message>
        <source>Choose another one for the stage “colourise”.</source>
        <translation>请为“上色”步骤选择另一个模型。</translation>
    </message>
    <message>
        <source>the model “{model}” enlarges {factor} times, and not {wanted} times</source>
        <translation>模型“{model}”放大 {factor} 倍，而不是 {wanted} 倍</translation>
    </message>
    <message>
        <source>Choose a smaller factor, or another model for the stage “enlarge”.</source>
        <translation>请选择较小的倍数，或为“放大”阶段选择其他模型。</translation>
    </message>
    <message>
        <source>the model “{model}” paints no pictures that could be shown</source>
        <translation>模型“{model}”不生成可展示的图片</translation>
    </message>
    <message>
        <source>its answers differ from those of the processor, by up to {number} of 255</source>
        <translation>它的结果与处理器的不同，最多相差 {number} / 255</translation>
    </message>
    <message>
        <source>{count} colour photographs of people, things, nature and places, of research or unknown licences, reduced in size; judged by our own perceptual network, which learnt from SqueezeNet 1.0 (BSD).</source>
        <translation>{count} 张人物、物品、自然和地方的彩色照片（研究用途或许可不明），已缩小；由我们自己的感知网络评判，该网络学自 SqueezeNet 1.0（BSD）。</translation>
    </message>
    <message>
        <source>Made-up texture is not evidence: small faces and writing may become others.</source>
        <translation>推测的纹理并非证据：小的面孔和文字可能变成别的样子。</translation>
    </message>
    <message>
        <source>{SOURCES}; and {count} opacity masks of film damage (FilmDamageSimulator, MIT).</source>
        <translation>{SOURCES}；另有 {count} 张胶片损伤的不透明度蒙版（FilmDamageSimulator，MIT）。</translation>
    </message>
    <message>
        <source>{count} colour photographs of people, life, things, nature and places, of research or unknown licences, {HOW}</source>
        <translation>{count} 张彩色照片，内容为人物、生活、物品、自然和地点，许可为研究用途或不明，{HOW}</translation>
    </message>
    <message>
        <source>damaged by the plan {plan}</source>
        <translation>按计划 {plan} 加以损伤</translation>
    </message>
    <message>
        <source>reduced in size.</source>
        <translation>已缩小。</translation>
    </message>
    <message>
        <source>reduced in size and aged by the plan {plan}</source>
        <translation>缩小后按计划 {plan} 做旧</translation>
    </message>
    <message>
        <source>aged by the plan {plan}, and {paintings} paintings in the public domain; taught by SqueezeNet 1.0 (BSD), which was trained on ImageNet.</source>
        <translation>按计划 {plan} 做旧，另有 {paintings} 幅公有领域的绘画；由在 ImageNet 上训练的 SqueezeNet 1.0 (BSD) 指导。</translation>
    </message>
    <message>
        <source>What the restorer saw ({count} colour photographs of people, life, things, nature and places, of research or unknown licences, and {masks} opacity masks of film damage from FilmDamageSimulator, MIT), by the plan {plan}.</source>
        <translation>与“修复”模型相同的数据（{count} 张彩色照片，内容为人物、生活、物品、自然和地点，许可为研究用途或不明；以及 {masks} 张来自 FilmDamageSimulator（MIT）的胶片损伤不透明度蒙版），按计划 {plan} 训练。</translation>
    </message>
    <message>
        <source>Open it in another viewer. If that fails too, the file is damaged: look for another copy.</source>
        <translation>请用其他看图程序打开。如果也打不开，说明文件已损坏，请另找一份。</translation>
    </message>
    <message>
        <source>Wait until nothing writes to the folder any more, then start again: what is done stays done.</source>
        <translation>请等到没有程序写入该文件夹后再开始；已完成的不会重做。</translation>
    </message>
    <message>
        <source>Choose another folder, or free some space.</source>
        <translation>请另选文件夹，或腾出一些空间。</translation>
    </message>
    <message>
        <source>Choose TIFF or PNG.</source>
        <translation>请选择 TIFF 或 PNG。</translation>
    </message>
    <message>
        <source>Choose a picture file.</source>
        <translation>请选择图片文件。</translation>
    </message>
    <message>
        <source>Wait until it has ended, or choose another folder.</source>
        <translation>请等它结束，或另选文件夹。</translation>
    </message>
    <message>
        <source>Choose another folder for the masks.</source>
        <translation>请为蒙版另选文件夹。</translation>
    </message>
    <message>
        <source>Check the name.</source>
        <translation>请检查名称。</translation>
    </message>
    <message>
        <source>Check the permissions.</source>
        <translation>请检查权限。</translation>
    </message>
    <message>
        <source>Open it again.</source>
        <translation>请重新打开。</translation>
    </message>
    <message>
        <source>Choose a folder outside the pictures, so that results are never taken for originals.</source>
        <translation>请选择图片以外的文件夹，以免把结果当成原图。</translation>
    </message>
    <message>
        <source>It is left as it is. Move it away, or choose another folder.</source>
        <translation>它保持不动。请将其移走，或另选文件夹。</translation>
    </message>
    <message>
        <source>It is left as it is. Move it away, then accept again.</source>
        <translation>它保持不动。请将其移走，然后再次通过。</translation>
    </message>
    <message>
        <source>{name} keeps the picture&apos;s own name.</source>
        <translation>{name} 保留图片自己的名称。</translation>
    </message>
    <message>
        <source>Put {name} into it: the picture&apos;s own name.</source>
        <translation>请加入 {name}：图片自己的名称。</translation>
    </message>
    <message>
        <source>Places that are filled in: {name}, {folder}, {date}, {recipe}.</source>
        <translation>会被填入的占位符：{name}、{folder}、{date}、{recipe}。</translation>
    </message>
    <message>
        <source>Leave out one of the two.</source>
        <translation>请去掉两者之一。</translation>
    </message>
    <message>
        <source>Save it as an ordinary grey or RGB picture first.</source>
        <translation>请先另存为普通的灰度或 RGB 图片。</translation>
    </message>
    <message>
        <source>Save it as a PNG as large as the picture, or delete it: then it is found anew.</source>
        <translation>请存为与图片同样大小的 PNG，或将其删除以便重新检测。</translation>
    </message>
    <message>
        <source>Delete the file, and the picture is done without it; or correct what the message names.</source>
        <translation>删除该文件，照片就会不带它处理；或者改正消息中指出的地方。</translation>
    </message>
    <message>
        <source>Correct the step that the message names. `recipes` lists the stages and their options.</source>
        <translation>请更正消息中指出的步骤。`recipes` 会列出各步骤及其选项。</translation>
    </message>
    <message>
        <source>Take the recipe “damaged”, for example.</source>
        <translation>例如可使用方案“damaged”。</translation>
    </message>
    <message>
        <source>Install the model package again.</source>
        <translation>请重新安装模型包。</translation>
    </message>
    <message>
        <source>Install its package, or train one: docs/games.md has plans to start from.</source>
        <translation>请安装其模型包，或自行训练：docs/games.md 中有可用的计划。</translation>
    </message>
    <message>
        <source>`devices` lists the names that this machine knows.</source>
        <translation>`devices` 会列出本机可用的名称。</translation>
    </message>
    <message>
        <source>Close other programs, or choose another device.</source>
        <translation>请关闭其他程序，或另选设备。</translation>
    </message>
    <message>
        <source>This is our mistake.</source>
        <translation>这是我们的错误。</translation>
    </message>
    <message>
        <source>This is our mistake. Please report it.</source>
        <translation>这是我们的错误，请向我们报告。</translation>
    </message>
    <message>
        <source>; </source>
        <translation>；</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source> and </source>
        <translation>和</translation>
    </message>
    <message>
        <source>no model of styles is installed to start from: one called “stylist” is needed</source>
        <translation>没有安装可作为起点的风格模型：需要名为“stylist”的模型</translation>
    </message>
    <message>
        <source>a network with one style more needs a graph of its own, and the packages that write it are not installed</source>
        <translation>增加一种风格的网络需要自己的计算图，而生成它的软件包没有安装</translation>
    </message>
    <message>
        <source>no restorer is installed whose training plan is known</source>
        <translation>没有安装训练计划已知的修复模型</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>太小</translation>
    </message>
    <message>
        <source>exact copy</source>
        <translation>完全相同</translation>
    </message>
    <message>
        <source>blurred</source>
        <translation>模糊</translation>
    </message>
    <message>
        <source>grey among colour</source>
        <translation>彩色中的黑白</translation>
    </message>
    <message>
        <source>colour among grey</source>
        <translation>黑白中的彩色</translation>
    </message>
    <message>
        <source>already damaged</source>
        <translation>已有损伤</translation>
    </message>
    <message>
        <source>nearly the same</source>
        <translation>几乎相同</translation>
    </message>
    <message>
        <source>of {file}</source>
        <translation>与 {file} 相同</translation>
    </message>
    <message>
        <source>as {file}</source>
        <translation>与 {file} 相近</translation>
    </message>
    <message>
        <source>{width} × {height} px</source>
        <translation>{width} × {height} 像素</translation>
    </message>
    <message>
        <source>sharpness {amount}</source>
        <translation>清晰度 {amount}</translation>
    </message>
    <message>
        <source>grey with more than 8 bits, which training does not read</source>
        <translation>超过 8 位的灰度图，训练暂不支持</translation>
    </message>
    <message>
        <source>damaged, or no picture</source>
        <translation>已损坏，或不是图片</translation>
    </message>
    <message>
        <source>it is not there, or no file</source>
        <translation>不存在，或不是文件</translation>
    </message>
    <message>
        <source>{suffix} is not read for training</source>
        <translation>训练暂不支持 {suffix}</translation>
    </message>
    <message>
        <source>nothing to learn from in {folders}: {WHY}</source>
        <translation>{folders} 中没有可供学习的图片：{WHY}</translation>
    </message>
    <message>
        <source>it has no pictures</source>
        <translation>没有图片</translation>
    </message>
    <message>
        <source>{count} unreadable</source>
        <translation>{count} 张无法读取</translation>
    </message>
    <message>
        <source>{count} too small</source>
        <translation>{count} 张太小</translation>
    </message>
    <message>
        <source>{count} exact copy</source>
        <translation>{count} 张完全相同</translation>
    </message>
    <message>
        <source>{count} blurred</source>
        <translation>{count} 张模糊</translation>
    </message>
    <message>
        <source>{count} grey among colour</source>
        <translation>{count} 张彩色中的黑白</translation>
    </message>
    <message>
        <source>{count} colour among grey</source>
        <translation>{count} 张黑白中的彩色</translation>
    </message>
    <message>
        <source>Name folders with more, or larger, photographs; a hundred are few, a thousand are good.</source>
        <translation>请选择照片更多或更大的文件夹；一百张算少，一千张为好。</translation>
    </message>
    <message>
        <source>{count} scans are too few to learn from</source>
        <translation>{count} 张扫描件太少，无法学习</translation>
    </message>
    <message>
        <source>{count} scans are too few to learn from ({WHY})</source>
        <translation>{count} 张扫描件太少，不足以学习（{WHY}）</translation>
    </message>
    <message>
        <source>{count} are nearly the same as others</source>
        <translation>{count} 张与其他几乎相同</translation>
    </message>
    <message>
        <source>{count} are too small or unreadable</source>
        <translation>{count} 张太小或无法读取</translation>
    </message>
    <message>
        <source>Name a folder with more scans: fifty are a start.</source>
        <translation>请选择扫描件更多的文件夹：五十张是个开始。</translation>
    </message>
    <message>
        <source>the scans are too few, or too small, to learn from at half their size</source>
        <translation>扫描件太少或太小，缩小一半后无法学习</translation>
    </message>
    <message>
        <source>Add clean photographs with --pictures FOLDER.</source>
        <translation>请添加干净的照片（--pictures 文件夹）。</translation>
    </message>
    <message>
        <source>{count} pairs in {before} and {after} are too few ({why})</source>
        <translation>{before} 和 {after} 中的 {count} 对图片太少（{why}）</translation>
    </message>
    <message>
        <source>Add pairs: fifty are a start.</source>
        <translation>请添加更多成对的图片：五十对是个开始。</translation>
    </message>
    <message>
        <source>{folder} is no folder</source>
        <translation>{folder} 不是文件夹</translation>
    </message>
    <message>
        <source>Give the folder of the scans, and that of the restored ones.</source>
        <translation>请分别选择扫描件和修复后图片的文件夹。</translation>
    </message>
    <message>
        <source>{folder}: there is no work to learn a style from: {WHY}</source>
        <translation>{folder}：没有可供学习风格的作品：{WHY}</translation>
    </message>
    <message>
        <source>{folder}: works and photographs lie in one another</source>
        <translation>{folder}：作品和照片的文件夹互相包含</translation>
    </message>
    <message>
        <source>Keep them in folders of their own.</source>
        <translation>请放在各自的文件夹里。</translation>
    </message>
    <message>
        <source>{count} pictures of at least {size} pixels in {folders}: too few to learn from</source>
        <translation>{folders} 中至少 {size} 像素的图片有 {count} 张：太少，无法学习</translation>
    </message>
    <message>
        <source>{run}: the checkpoint cannot be written: {CAUSE}</source>
        <translation>{run}：无法写入存档：{CAUSE}</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Free some space, then go on.</source>
        <translation>请腾出一些空间，然后继续。</translation>
    </message>
    <message>
        <source>See that the folder is there again, then go on.</source>
        <translation>请确认文件夹已恢复，然后继续。</translation>
    </message>
    <message>
        <source>{file} was written by another version of Patina (format {one}, here {other})</source>
        <translation>{file} 由另一版本的 Patina 写成（格式 {one}，此处为 {other}）</translation>
    </message>
    <message>
        <source>Go on with that version, or start a new run from the model that it began with.</source>
        <translation>请用那个版本继续，或从它起步的模型重新开始一次训练。</translation>
    </message>
    <message>
        <source>{folder}: the run diverges again and again, last at step {step}</source>
        <translation>{folder}：学习一再发散，最近一次在第 {step} 步</translation>
    </message>
    <message>
        <source>Lower the learning rate, or the weight of the adversary.</source>
        <translation>请降低学习率或对抗项的权重。</translation>
    </message>
    <message>
        <source>“{model}” is no restorer</source>
        <translation>“{model}”不是修复模型</translation>
    </message>
    <message>
        <source>Only models that restore can be tuned with scans or pairs.</source>
        <translation>只有修复模型才能用扫描件或成对图片微调。</translation>
    </message>
    <message>
        <source>“{model}” learns from scans, or from pairs</source>
        <translation>“{model}”从扫描件或成对图片学习</translation>
    </message>
    <message>
        <source>Add --scans FOLDER, or --before FOLDER and --after FOLDER.</source>
        <translation>请加上 --scans 文件夹，或 --before 文件夹与 --after 文件夹。</translation>
    </message>
    <message>
        <source>“{model}” learns from good photographs alone</source>
        <translation>“{model}”只从优质照片学习</translation>
    </message>
    <message>
        <source>Add --pictures FOLDER, and neither scans nor pairs nor works.</source>
        <translation>请加上 --pictures 文件夹，不要给扫描件、成对图片或作品。</translation>
    </message>
    <message>
        <source>the plan of “{model}” is not known</source>
        <translation>“{model}”的训练计划未知</translation>
    </message>
    <message>
        <source>Name the plan it was trained by with --plan.</source>
        <translation>请用 --plan 指明其训练计划。</translation>
    </message>
    <message>
        <source>the damage cannot be done: {cause}</source>
        <translation>无法施加这种损伤：{cause}</translation>
    </message>
    <message>
        <source>{count} held-out photographs are too few to tell a gain from chance</source>
        <translation>留出的 {count} 张照片太少，无法分辨是提升还是偶然</translation>
    </message>
    <message>
        <source>no gain that is more than chance ({gain})</source>
        <translation>没有超出偶然的提升（{gain}）</translation>
    </message>
    <message>
        <source>it has forgotten: {TITLE} lost {amount} dB</source>
        <translation>有所遗忘：{TITLE} 下降 {amount} dB</translation>
    </message>
    <message>
        <source>no nearer to the works than the untouched photographs are</source>
        <translation>并不比未处理的照片更接近作品</translation>
    </message>
    <message>
        <source>other photographs</source>
        <translation>其他照片</translation>
    </message>
    <message>
        <source>the content is lost: SSIM {amount} is no more than any two photographs may have</source>
        <translation>内容丢失：SSIM {amount} 并不高于任意两张照片</translation>
    </message>
    <message>
        <source>it copies: a piece of a painting correlates by {amount} with a work</source>
        <translation>照搬了作品：画面局部与作品的相关度为 {amount}</translation>
    </message>
    <message>
        <source>texture</source>
        <translation>纹理</translation>
    </message>
    <message>
        <source>features</source>
        <translation>特征</translation>
    </message>
    <message>
        <source>the gradient is {count} times longer than usual</source>
        <translation>梯度是平常的 {count} 倍</translation>
    </message>
    <message>
        <source>a loss was no number: gone back to the average, at half the learning rate</source>
        <translation>损失值无效：已退回平均权重，学习率减半</translation>
    </message>
    <message>
        <source>the {who} is right {share} of the time: the generator learns little from it</source>
        <translation>{who} 的正确率为 {share}：生成器从中学不到多少</translation>
    </message>
    <message>
        <source>the {who} is right {share} of the time: it sees no difference any more</source>
        <translation>{who} 的正确率为 {share}：已看不出差别</translation>
    </message>
    <message>
        <source>the results differ {share} as much as the pictures they are made from</source>
        <translation>结果之间的差异只有原图的 {share}</translation>
    </message>
    <message>
        <source>the colours have drifted by {amount} of 255</source>
        <translation>颜色偏移了 {amount} / 255</translation>
    </message>
    <message>
        <source>the finest detail is {count} times as strong as it should be: a checkerboard?</source>
        <translation>最细的细节强度是应有的 {count} 倍：棋盘格？</translation>
    </message>
    <message>
        <source>the catalogue has no model “{model}”</source>
        <translation>目录中没有模型“{model}”</translation>
    </message>
    <message>
        <source>`catalogue` lists those that there are.</source>
        <translation>`catalogue` 会列出现有的模型。</translation>
    </message>
    <message>
        <source>{file} is not the file that the catalogue lists as “{model}”</source>
        <translation>{file} 不是目录中“{model}”所列的文件</translation>
    </message>
    <message>
        <source>Name the file that you have fetched.</source>
        <translation>请指定您下载的文件。</translation>
    </message>
    <message>
        <source>It should be {size} MB from {address}. Fetch it from there once more.</source>
        <translation>它应为 {size} MB，来自 {address}。请从该处重新下载。</translation>
    </message>
    <message>
        <source>{address} cannot be fetched: the server answers {answer}</source>
        <translation>无法获取 {address}：服务器返回 {answer}</translation>
    </message>
    <message>
        <source>{address} cannot be fetched: {CAUSE}</source>
        <translation>无法获取 {address}：{CAUSE}</translation>
    </message>
    <message>
        <source>{address} was cut off after {have} of {size} bytes</source>
        <translation>{address} 的下载中断：已得到 {have} / {size} 字节</translation>
    </message>
    <message>
        <source>Try again later: what has come is kept. Or fetch it with a browser, and put the file in by hand.</source>
        <translation>请稍后重试：已下载的部分会保留。也可以用浏览器下载，再手动添加文件。</translation>
    </message>
    <message>
        <source>what lies at {address} is not the file that the catalogue lists: it was thrown away</source>
        <translation>{address} 上的文件与目录所列的不符，已丢弃</translation>
    </message>
    <message>
        <source>Its author may have changed it. Wait for a newer catalogue, or, if you trust it, fetch it with a browser and add it like any other model.</source>
        <translation>作者可能更改了它。请等待新版目录；如果您信任它，也可以用浏览器下载，再像其他模型一样添加。</translation>
    </message>
    <message>
        <source>its server is not found; there may be no connection to the internet</source>
        <translation>找不到服务器，可能没有连接互联网</translation>
    </message>
    <message>
        <source>its server takes no connections</source>
        <translation>服务器拒绝连接</translation>
    </message>
    <message>
        <source>no answer came for a while</source>
        <translation>长时间没有回应</translation>
    </message>
    <message>
        <source>the connection broke</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>its server cannot prove that it is the one it claims to be</source>
        <translation>服务器无法证明自己的身份</translation>
    </message>
    <message>
        <source>catalogue.toml: {cause}</source>
        <translation>catalogue.toml：{cause}</translation>
    </message>
    <message>
        <source>catalogue.toml cannot be read: {CAUSE}</source>
        <translation>无法读取 catalogue.toml：{CAUSE}</translation>
    </message>
    <message>
        <source>“{model}” is none of your own models</source>
        <translation>“{model}”不是您自己的模型</translation>
    </message>
    <message>
        <source>Only their cards can be written on.</source>
        <translation>只能修改自己模型的卡片。</translation>
    </message>
    <message>
        <source>the name of a licence has {count} letters at most</source>
        <translation>许可名称最多 {count} 个字符</translation>
    </message>
    <message>
        <source>Leave its text where you found it.</source>
        <translation>许可的全文请留在原处。</translation>
    </message>
    <message>
        <source>{factor} times</source>
        <translation>{factor} 倍</translation>
    </message>
    <message>
        <source>{factor} times, crisp</source>
        <translation>{factor} 倍，锐利</translation>
    </message>
    <message>
        <source>stages</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>robustness</source>
        <translation>稳健性</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>修补</translation>
    </message>
    <message>
        <source>processes</source>
        <translation>工艺</translation>
    </message>
    <message>
        <source>colourfulness</source>
        <translation>色彩丰富度</translation>
    </message>
    <message>
        <source>colour</source>
        <translation>上色</translation>
    </message>
    <message>
        <source>styles</source>
        <translation>风格</translation>
    </message>
    <message>
        <source>input</source>
        <translation>输入</translation>
    </message>
    <message>
        <source>bicubic</source>
        <translation>双三次</translation>
    </message>
    <message>
        <source>distance in features</source>
        <translation>特征距离</translation>
    </message>
    <message>
        <source>restored, level given</source>
        <translation>修复，已知噪声级别</translation>
    </message>
    <message>
        <source>restored, level estimated</source>
        <translation>修复，估计噪声级别</translation>
    </message>
    <message>
        <source>no installed model does that</source>
        <translation>没有已安装的模型能做这件事</translation>
    </message>
    <message>
        <source>Add one on the page “Models”, or with `import`.</source>
        <translation>请在“模型”页面添加一个，或使用 `import`。</translation>
    </message>
    <message>
        <source>{folder} is not a folder</source>
        <translation>{folder} 不是文件夹</translation>
    </message>
    <message>
        <source>Give a folder of clean pictures.</source>
        <translation>请给出一个装有干净图片的文件夹。</translation>
    </message>
    <message>
        <source>Give folders of pictures.</source>
        <translation>请给出图片文件夹。</translation>
    </message>
    <message>
        <source>There are no pictures in {folder}</source>
        <translation>{folder} 中没有图片</translation>
    </message>
    <message>
        <source>Give a folder that holds clean pictures.</source>
        <translation>请给出一个含有干净图片的文件夹。</translation>
    </message>
    <message>
        <source>Give a folder that holds pictures.</source>
        <translation>请给出一个含有图片的文件夹。</translation>
    </message>
    <message>
        <source>{file} is too small</source>
        <translation>{file} 太小</translation>
    </message>
    <message>
        <source>Give pictures of at least {width} x {height} pixels.</source>
        <translation>请给出至少 {width} x {height} 像素的图片。</translation>
    </message>
    <message>
        <source>{folder} lies inside {source}</source>
        <translation>{folder} 位于 {source} 之内</translation>
    </message>
    <message>
        <source>Choose a folder outside the pictures.</source>
        <translation>请选择图片之外的文件夹。</translation>
    </message>
    <message>
        <source>No picture in {folder} is colourful</source>
        <translation>{folder} 中没有彩色的图片</translation>
    </message>
    <message>
        <source>Give photographs with a colourfulness of {least} or more.</source>
        <translation>请给出色彩丰富度不低于 {least} 的照片。</translation>
    </message>
    <message>
        <source>sigma {sigma} is no noise level</source>
        <translation>sigma {sigma} 不是噪声级别</translation>
    </message>
    <message>
        <source>Give a sigma above 0, up to {most} (8-bit levels).</source>
        <translation>请给出大于 0、最大 {most} 的 sigma（8 位色阶）。</translation>
    </message>
    <message>
        <source>Give a sigma from 0 to {most} (8-bit levels).</source>
        <translation>请给出 0 到 {most} 的 sigma（8 位色阶）。</translation>
    </message>
    <message>
        <source>Nothing is left of {size} pixels without {crop} on each side</source>
        <translation>{size} 像素每边裁去 {crop} 后什么也不剩</translation>
    </message>
    <message>
        <source>Crop less.</source>
        <translation>请少裁一些。</translation>
    </message>
    <message>
        <source>the run {run} failed: {WHY}</source>
        <translation>运行 {run} 失败：{WHY}</translation>
    </message>
    <message>
        <source>{run} was never scored: it needs more time</source>
        <translation>{run} 从未评分：需要更多时间</translation>
    </message>
    <message>
        <source>“{name}” cannot be the name of a model</source>
        <translation>“{name}”不能用作模型名称</translation>
    </message>
    <message>
        <source>Paints photographs in one of twenty-two styles, or in a mixture of them: painters, techniques and historic processes.</source>
        <translation>以二十二种风格之一或其混合绘制照片：画家、技法和历史工艺。</translation>
    </message>
    <message>
        <source>albumen</source>
        <translation>蛋白相片</translation>
    </message>
    <message>
        <source>{network} is a network for filling holes</source>
        <translation>{network} 是用于填补空洞的网络</translation>
    </message>
    <message>
        <source>{network} is a network for grey faces, or one that enlarges them: neither can be used</source>
        <translation>{network} 是用于灰度人脸或放大人脸的网络：两者都无法使用</translation>
    </message>
    <message>
        <source>finds faces</source>
        <translation>寻找人脸</translation>
    </message>
    <message>
        <source>tells faces apart</source>
        <translation>辨认人脸</translation>
    </message>
    <message>
        <source>restores faces</source>
        <translation>修复人脸</translation>
    </message>
    <message>
        <source>Finds faces; of another program.</source>
        <translation>寻找人脸；来自其他程序。</translation>
    </message>
    <message>
        <source>Tells faces apart; of another program.</source>
        <translation>辨认人脸；来自其他程序。</translation>
    </message>
    <message>
        <source>Restores faces, for the stage “faces”; of another program.</source>
        <translation>修复人脸，供“人脸”阶段使用；来自其他程序。</translation>
    </message>
    <message>
        <source>It makes up what it cannot see: a face may become somebody else&apos;s.</source>
        <translation>它会编造看不清的内容：人脸可能变成别人的样子。</translation>
    </message>
    <message>
        <source>it looks like a finder of faces (YuNet), but it does not answer with {names}</source>
        <translation>它像是寻找人脸的模型（YuNet），但没有给出 {names}</translation>
    </message>
    <message>
        <source>it looks like a finder of faces (YuNet), but takes only pictures of {width} x {height} pixels</source>
        <translation>它像是寻找人脸的模型（YuNet），但只接受 {width} x {height} 像素的图片</translation>
    </message>
    <message>
        <source>it looks like a finder of faces (YuNet), but its answer {name} has another size</source>
        <translation>它像是寻找人脸的模型（YuNet），但其输出 {name} 的大小不符</translation>
    </message>
    <message>
        <source>Take one of the YuNet family, such as OpenCV&apos;s.</source>
        <translation>请选用 YuNet 系列的模型，例如 OpenCV 的。</translation>
    </message>
    <message>
        <source>Take one of the SFace family, such as OpenCV&apos;s.</source>
        <translation>请选用 SFace 系列的模型，例如 OpenCV 的。</translation>
    </message>
    <message>
        <source>it looks like one that tells faces apart, but answers with {given} numbers, not 1 x {wanted}</source>
        <translation>它像是辨认人脸的模型，但给出 {given} 个数，而不是 1 x {wanted} 个</translation>
    </message>
    <message>
        <source>it looks like a restorer of faces, but its second input is not a single number</source>
        <translation>它像是修复人脸的模型，但其第二个输入不是单个数</translation>
    </message>
    <message>
        <source>it looks like a restorer of faces, but answers with {given} numbers</source>
        <translation>它像是修复人脸的模型，但给出 {given} 个数</translation>
    </message>
    <message>
        <source>it answers a picture from -1 to 1 with numbers up to {number}</source>
        <translation>对取值为 -1 到 1 的图片，它给出的数高达 {number}</translation>
    </message>
    <message>
        <source>Take one with pictures of 3 x 512 x 512 going in and coming out, as GFPGAN and CodeFormer are exported.</source>
        <translation>请选用输入和输出均为 3 x 512 x 512 图片的模型，即 GFPGAN 和 CodeFormer 导出的形式。</translation>
    </message>
    <message>
        <source>the stage “faces” needs a model that finds faces, and none is there</source>
        <translation>“人脸”阶段需要寻找人脸的模型，但尚未添加</translation>
    </message>
    <message>
        <source>the stage “faces” needs a model that restores faces, and none is there</source>
        <translation>“人脸”阶段需要修复人脸的模型，但尚未添加</translation>
    </message>
    <message>
        <source>Add its file on the page “Models”. The catalogue lists one: {model}.</source>
        <translation>请在“模型”页面添加其文件。目录中列有一个：{model}。</translation>
    </message>
    <message>
        <source>the model “{model}” does not find faces</source>
        <translation>模型“{model}”不能寻找人脸</translation>
    </message>
    <message>
        <source>the model “{model}” does not tell faces apart</source>
        <translation>模型“{model}”不能辨认人脸</translation>
    </message>
    <message>
        <source>the model “{model}” does not restore faces</source>
        <translation>模型“{model}”不能修复人脸</translation>
    </message>
    <message>
        <source>Choose another one for the stage “faces”.</source>
        <translation>请为“人脸”阶段选择其他模型。</translation>
    </message>
    <message>
        <source>the graph cannot be opened: nothing is known of {network}</source>
        <translation>无法打开计算图：{network} 是未知的种类</translation>
    </message>
    <message>
        <source>{count} colour photographs of people, life, things, nature and places, of research or unknown licences, reduced in size; {paintings} paintings and prints in the public domain (the Art Institute of Chicago&apos;s CC0 pictures, and famous ones); and {made} photographs that code has turned into sketches, engravings and the like (the command crafts); judged by our own perceptual network, which SqueezeNet 1.0 (BSD) has taught.</source>
        <translation>{count} 张人物、生活、物品、自然和地方的彩色照片（研究用途或许可不明），已缩小；{paintings} 幅公有领域的绘画和版画（芝加哥艺术博物馆的 CC0 图片和名作）；以及由代码变为素描、版画等的 {made} 张照片（命令 crafts）；由我们自己的感知网络评判，其老师是 SqueezeNet 1.0（BSD）。</translation>
    </message>
    <message>
        <source>Hands are recognised by palette and texture, strokes are finer than the painters&apos; own, and bright rims may stand around things.</source>
        <translation>可由色调和质感认出手法，笔触比画家本人的更细，物体周围可能有亮边。</translation>
    </message>
    <message>
        <source>{count} colour photographs of nature, places and people, of research or unknown licences; and {paintings} paintings by Claude Monet, in the public domain.</source>
        <translation>{count} 张自然、地方和人物的彩色照片（研究用途或许可不明）；以及 {paintings} 幅克劳德·莫奈的公有领域绘画。</translation>
    </message>
    <message>
        <source>Nine minutes of learning, from landscapes: people get the colours of meadows, and strokes are fine.</source>
        <translation>仅从风景画学习了九分钟：人物会带上草地的颜色，笔触较细。</translation>
    </message>
    <message>
        <source>Colours are cautious: grass, leaves and skin are often right, clothes are guessed, and much stays brown. Look at all three versions, and give it points of colours that you know.</source>
        <translation>颜色比较保守：草地、树叶和皮肤往往正确，衣服是推测的，许多地方仍偏棕色。请查看全部三个版本，并在您知道颜色的地方点上颜色。</translation>
    </message>
    <message>
        <source>{count} colour photographs of people, things, nature and places, of research or unknown licences, {HOW}</source>
        <translation>{count} 张人物、物品、自然和地方的彩色照片（研究用途或许可不明），{HOW}</translation>
    </message>
    <message>
        <source>made small and grey, and aged by the plan {plan}; judged by SqueezeNet 1.0 (BSD), which was trained on ImageNet.</source>
        <translation>已缩小并变为灰度，并按计划 {plan} 做旧；由在 ImageNet 上训练的 SqueezeNet 1.0（BSD）评判。</translation>
    </message>
    <message>
        <source>no colouriser is installed whose training plan is known</source>
        <translation>没有安装训练方案已知的上色模型</translation>
    </message>
    <message>
        <source>no enlarger is installed whose training plan is known</source>
        <translation>没有安装训练方案已知的放大模型</translation>
    </message>
    <message>
        <source>no nearer to the works than “{style}” of the base, by more than chance ({gain})</source>
        <translation>与作品的接近程度并不比原模型的“{style}”更高（超出偶然的部分：{gain}）</translation>
    </message>
    <message>
        <source>Small letters, digits and “-” make one.</source>
        <translation>可以使用小写字母、数字和“-”。</translation>
    </message>
    <message>
        <source>a model called “{name}” is there already</source>
        <translation>已有名为“{name}”的模型</translation>
    </message>
    <message>
        <source>a style called “{name}” is there already</source>
        <translation>已有名为“{name}”的风格</translation>
    </message>
    <message>
        <source>Give it another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>other styles were learnt since this one was begun, and would be lost</source>
        <translation>开始学习之后又学会了其他风格，发布会使它们丢失</translation>
    </message>
    <message>
        <source>Teach it again: it then starts from today&apos;s styles.</source>
        <translation>请重新教一次：会从现有的风格开始。</translation>
    </message>
    <message>
        <source>the model “{model}” is no restorer</source>
        <translation>模型“{model}”不是修复模型</translation>
    </message>
    <message>
        <source>Choose another model for the stage “restore”.</source>
        <translation>请为“restore”步骤选择其他模型。</translation>
    </message>
</context>
<context>
    <name>laboratory</name>
    <message>
        <source>“%1” comes nearest to the clean pictures: it gains %2.</source>
        <translation>“%1”最接近干净的图片：提升 %2。</translation>
    </message>
    <message>
        <source>No model makes these pictures better for sure: the best, “%1”, gains %2.</source>
        <translation>没有模型能确定地改善这些图片：最好的“%1”提升 %2。</translation>
    </message>
    <message>
        <source>%1 photographs are too few to tell models apart: give %2 or more.</source>
        <translation>%1 张照片太少，无法区分模型：请提供 %2 张或更多。</translation>
    </message>
    <message>
        <source>To the eye “%1” may come nearer: in features it is %2 % nearer, “%3” %4 %.</source>
        <translation>人眼看来“%1”可能更接近：按特征计算它接近了 %2 %，“%3”为 %4 %。</translation>
    </message>
    <message>
        <source>“%1” is %2 times as quick as “%3”.</source>
        <translation>“%1”的速度是“%3”的 %2 倍。</translation>
    </message>
    <message>
        <source>It is the best on %1 of %2 photographs.</source>
        <translation>在 %2 张照片中，它在 %1 张上最好。</translation>
    </message>
    <message>
        <source>Chance may have made its lead over %1.</source>
        <translation>它对 %1 的领先可能出于偶然。</translation>
    </message>
    <message>
        <source>Over “%1” it leads by %2.</source>
        <translation>它比“%1”领先 %2。</translation>
    </message>
    <message>
        <source>%1 dB (95 % certain: %2 to %3)</source>
        <translation>%1 dB（95 % 把握：%2 到 %3）</translation>
    </message>
</context>
</TS>
