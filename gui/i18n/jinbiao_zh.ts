<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Accessible</name>
    <message>
        <source>{0}, unsure</source>
        <translation>{0}，存疑</translation>
    </message>
</context>
<context>
    <name>ActDialog</name>
    <message>
        <source>What it would do</source>
        <translation>将会如何</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>统计中…</translation>
    </message>
    <message>
        <source>Return finished documents for another look ({0})</source>
        <translation>把已完成的文档退回复查（{0}）</translation>
    </message>
    <message>
        <source>The label set changed: {0}. Please look again.</source>
        <translation>标签集有变动：{0}。请再看一遍。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Import files…</source>
        <translation>导入文件…</translation>
    </message>
    <message>
        <source>Import a folder…</source>
        <translation>导入文件夹…</translation>
    </message>
    <message>
        <source>Import with a look first…</source>
        <translation>先预览再导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Release…</source>
        <translation>发布…</translation>
    </message>
    <message>
        <source>Open another database…</source>
        <translation>打开其他数据库…</translation>
    </message>
    <message>
        <source>New database…</source>
        <translation>新建数据库…</translation>
    </message>
    <message>
        <source>Restore a backup…</source>
        <translation>恢复备份…</translation>
    </message>
    <message>
        <source>Switch annotator…</source>
        <translation>切换标注者…</translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation>偏好设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
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
        <source>Copy the selected text</source>
        <translation>复制所选文字</translation>
    </message>
    <message>
        <source>Next suggestion</source>
        <translation>下一条建议</translation>
    </message>
    <message>
        <source>Previous suggestion</source>
        <translation>上一条建议</translation>
    </message>
    <message>
        <source>Next span or suggestion</source>
        <translation>下一个标注或建议</translation>
    </message>
    <message>
        <source>Previous span or suggestion</source>
        <translation>上一个标注或建议</translation>
    </message>
    <message>
        <source>Next word</source>
        <translation>下一个词</translation>
    </message>
    <message>
        <source>Previous word</source>
        <translation>上一个词</translation>
    </message>
    <message>
        <source>Next character</source>
        <translation>下一个字</translation>
    </message>
    <message>
        <source>Previous character</source>
        <translation>上一个字</translation>
    </message>
    <message>
        <source>Next sentence</source>
        <translation>下一句</translation>
    </message>
    <message>
        <source>Previous sentence</source>
        <translation>上一句</translation>
    </message>
    <message>
        <source>Next paragraph</source>
        <translation>下一段</translation>
    </message>
    <message>
        <source>Previous paragraph</source>
        <translation>上一段</translation>
    </message>
    <message>
        <source>Extend the selection by a word</source>
        <translation>选区向后扩一个词</translation>
    </message>
    <message>
        <source>Extend the selection back by a word</source>
        <translation>选区向前扩一个词</translation>
    </message>
    <message>
        <source>Select the word here</source>
        <translation>选中当前词</translation>
    </message>
    <message>
        <source>Extend the selection by a sentence</source>
        <translation>选区扩到句末</translation>
    </message>
    <message>
        <source>Extend the selection back by a sentence</source>
        <translation>选区向前扩展一句</translation>
    </message>
    <message>
        <source>Extend the selection by a character</source>
        <translation>选区扩展一个字</translation>
    </message>
    <message>
        <source>Extend the selection back by a character</source>
        <translation>选区向前扩展一个字</translation>
    </message>
    <message>
        <source>Next open note</source>
        <translation>下一条未解决的批注</translation>
    </message>
    <message>
        <source>Next unsure span</source>
        <translation>下一处存疑</translation>
    </message>
    <message>
        <source>Next difference to another layer</source>
        <translation>与他人标注的下一处不同</translation>
    </message>
    <message>
        <source>Previous difference to another layer</source>
        <translation>与他人标注的上一处不同</translation>
    </message>
    <message>
        <source>Point with a key</source>
        <translation>按键指字</translation>
    </message>
    <message>
        <source>Next document</source>
        <translation>下一篇</translation>
    </message>
    <message>
        <source>Previous document</source>
        <translation>上一篇</translation>
    </message>
    <message>
        <source>Find in this document…</source>
        <translation>在本篇中查找…</translation>
    </message>
    <message>
        <source>Next hit</source>
        <translation>下一处</translation>
    </message>
    <message>
        <source>Previous hit</source>
        <translation>上一处</translation>
    </message>
    <message>
        <source>Find in the project…</source>
        <translation>在项目中查找…</translation>
    </message>
    <message>
        <source>Next hit in the project</source>
        <translation>项目中的下一处</translation>
    </message>
    <message>
        <source>Previous hit in the project</source>
        <translation>项目中的上一处</translation>
    </message>
    <message>
        <source>To the list of hits</source>
        <translation>到命中列表</translation>
    </message>
    <message>
        <source>Search the documents</source>
        <translation>查找文档</translation>
    </message>
    <message>
        <source>Accept the suggestion</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>Reject the suggestion</source>
        <translation>拒绝建议</translation>
    </message>
    <message>
        <source>Accept all suggestions</source>
        <translation>接受全部建议</translation>
    </message>
    <message>
        <source>Label: type to find…</source>
        <translation>标签：输入查找…</translation>
    </message>
    <message>
        <source>Every identical mention…</source>
        <translation>全部相同提及…</translation>
    </message>
    <message>
        <source>Left edge outwards, by a word</source>
        <translation>左边界向外一个词</translation>
    </message>
    <message>
        <source>Left edge inwards, by a word</source>
        <translation>左边界向内一个词</translation>
    </message>
    <message>
        <source>Right edge inwards, by a word</source>
        <translation>右边界向内一个词</translation>
    </message>
    <message>
        <source>Right edge outwards, by a word</source>
        <translation>右边界向外一个词</translation>
    </message>
    <message>
        <source>Left edge outwards, by a character</source>
        <translation>左边界向外一个字</translation>
    </message>
    <message>
        <source>Left edge inwards, by a character</source>
        <translation>左边界向内一个字</translation>
    </message>
    <message>
        <source>Right edge inwards, by a character</source>
        <translation>右边界向内一个字</translation>
    </message>
    <message>
        <source>Right edge outwards, by a character</source>
        <translation>右边界向外一个字</translation>
    </message>
    <message>
        <source>To the phrase in quotes or brackets</source>
        <translation>扩展到引号或括号内的短语</translation>
    </message>
    <message>
        <source>To the phrase, with its quotes or brackets</source>
        <translation>扩展到短语，连同引号或括号</translation>
    </message>
    <message>
        <source>Split here</source>
        <translation>在此处拆分</translation>
    </message>
    <message>
        <source>Merge with the one before</source>
        <translation>与前一处合并</translation>
    </message>
    <message>
        <source>Merge with the one behind</source>
        <translation>与后一处合并</translation>
    </message>
    <message>
        <source>To the span around</source>
        <translation>到外层标注</translation>
    </message>
    <message>
        <source>To the span inside</source>
        <translation>到内层标注</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Write a note…</source>
        <translation>写批注…</translation>
    </message>
    <message>
        <source>Unsure, or sure again</source>
        <translation>标为存疑／取消存疑</translation>
    </message>
    <message>
        <source>Take over the other layer&apos;s reading</source>
        <translation>采用他人在此处的标法</translation>
    </message>
    <message>
        <source>Finish, and go to the next</source>
        <translation>完成并转到下一篇</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Categories: type to find…</source>
        <translation>文档分类：输入查找…</translation>
    </message>
    <message>
        <source>Suggest again</source>
        <translation>重新生成建议</translation>
    </message>
    <message>
        <source>Show hidden suggestions</source>
        <translation>显示隐藏的建议</translation>
    </message>
    <message>
        <source>What are these lines?…</source>
        <translation>这些行是什么？…</translation>
    </message>
    <message>
        <source>Split into articles…</source>
        <translation>拆分为多篇文章…</translation>
    </message>
    <message>
        <source>Change the title…</source>
        <translation>修改标题…</translation>
    </message>
    <message>
        <source>Remove from the project</source>
        <translation>从项目中移除</translation>
    </message>
    <message>
        <source>Label set…</source>
        <translation>标签集…</translation>
    </message>
    <message>
        <source>Board: who has done what</source>
        <translation>进度板：谁做了什么</translation>
    </message>
    <message>
        <source>Agreement: how far people say the same</source>
        <translation>一致性：大家标得有多一致</translation>
    </message>
    <message>
        <source>Measure agreement again</source>
        <translation>重新计算一致性</translation>
    </message>
    <message>
        <source>Export the report…</source>
        <translation>导出报告…</translation>
    </message>
    <message>
        <source>Review finished work…</source>
        <translation>审核已完成的标注…</translation>
    </message>
    <message>
        <source>Approve this work</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Return it with a reason…</source>
        <translation>退回并说明原因…</translation>
    </message>
    <message>
        <source>Skip to the next to review</source>
        <translation>跳到下一份</translation>
    </message>
    <message>
        <source>Leave the review</source>
        <translation>离开审核</translation>
    </message>
    <message>
        <source>Assign documents…</source>
        <translation>分派文档…</translation>
    </message>
    <message>
        <source>Hand out a file…</source>
        <translation>发出任务文件…</translation>
    </message>
    <message>
        <source>Collect files that come back…</source>
        <translation>收回任务文件…</translation>
    </message>
    <message>
        <source>What was set aside…</source>
        <translation>搁置的版本…</translation>
    </message>
    <message>
        <source>Read the board again</source>
        <translation>刷新进度板</translation>
    </message>
    <message>
        <source>Adjudicate…</source>
        <translation>裁定分歧…</translation>
    </message>
    <message>
        <source>Take reading 1</source>
        <translation>采用第 1 种标法</translation>
    </message>
    <message>
        <source>Take reading 2</source>
        <translation>采用第 2 种标法</translation>
    </message>
    <message>
        <source>Take reading 3</source>
        <translation>采用第 3 种标法</translation>
    </message>
    <message>
        <source>Take reading 4</source>
        <translation>采用第 4 种标法</translation>
    </message>
    <message>
        <source>Take reading 5</source>
        <translation>采用第 5 种标法</translation>
    </message>
    <message>
        <source>Take reading 6</source>
        <translation>采用第 6 种标法</translation>
    </message>
    <message>
        <source>None is right</source>
        <translation>都不对</translation>
    </message>
    <message>
        <source>A new reading</source>
        <translation>另立标法</translation>
    </message>
    <message>
        <source>Note why</source>
        <translation>写明理由</translation>
    </message>
    <message>
        <source>The guideline does not decide this</source>
        <translation>指南没有规定</translation>
    </message>
    <message>
        <source>Open the case again</source>
        <translation>重新打开此处分歧</translation>
    </message>
    <message>
        <source>Next case</source>
        <translation>下一处分歧</translation>
    </message>
    <message>
        <source>Previous case</source>
        <translation>上一处分歧</translation>
    </message>
    <message>
        <source>Next open case</source>
        <translation>下一处未裁定</translation>
    </message>
    <message>
        <source>Accept readings in bulk…</source>
        <translation>批量采纳…</translation>
    </message>
    <message>
        <source>List of guideline gaps…</source>
        <translation>指南缺口清单…</translation>
    </message>
    <message>
        <source>Unfold what all agree on</source>
        <translation>展开一致的部分</translation>
    </message>
    <message>
        <source>Consistency: what stands oddly</source>
        <translation>排查：找出可疑的标注</translation>
    </message>
    <message>
        <source>Look for what stands oddly again</source>
        <translation>重新排查</translation>
    </message>
    <message>
        <source>Mend in way 1</source>
        <translation>按办法 1 修正</translation>
    </message>
    <message>
        <source>Mend in way 2</source>
        <translation>按办法 2 修正</translation>
    </message>
    <message>
        <source>Mend in way 3</source>
        <translation>按办法 3 修正</translation>
    </message>
    <message>
        <source>Mend in way 4</source>
        <translation>按办法 4 修正</translation>
    </message>
    <message>
        <source>Mend in way 5</source>
        <translation>按办法 5 修正</translation>
    </message>
    <message>
        <source>Mend in way 6</source>
        <translation>按办法 6 修正</translation>
    </message>
    <message>
        <source>Dismiss: right as it is</source>
        <translation>忽略：这样没错</translation>
    </message>
    <message>
        <source>Tick this place only</source>
        <translation>只勾选这一处</translation>
    </message>
    <message>
        <source>Tick all places</source>
        <translation>勾选全部</translation>
    </message>
    <message>
        <source>Next finding</source>
        <translation>下一条发现</translation>
    </message>
    <message>
        <source>Previous finding</source>
        <translation>上一条发现</translation>
    </message>
    <message>
        <source>Back to the text</source>
        <translation>回到正文</translation>
    </message>
    <message>
        <source>Learning: how good suggestions are</source>
        <translation>学习：建议有多准</translation>
    </message>
    <message>
        <source>Filter what is shown…</source>
        <translation>筛选显示内容…</translation>
    </message>
    <message>
        <source>Other layers…</source>
        <translation>他人的标注层…</translation>
    </message>
    <message>
        <source>Only what is undecided</source>
        <translation>只看待定</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Usual text size</source>
        <translation>默认字号</translation>
    </message>
    <message>
        <source>Dark theme</source>
        <translation>深色主题</translation>
    </message>
    <message>
        <source>Find an action…</source>
        <translation>查找操作…</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Jinbiao</source>
        <translation>关于金标</translation>
    </message>
</context>
<context>
    <name>Asking</name>
    <message>
        <source>Import files</source>
        <translation>导入文件</translation>
    </message>
    <message>
        <source>Import a folder</source>
        <translation>导入文件夹</translation>
    </message>
    <message>
        <source>Open another database</source>
        <translation>打开其他数据库</translation>
    </message>
    <message>
        <source>New database</source>
        <translation>新建数据库</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>数据库 (*.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Who annotates? Type a new name to join.</source>
        <translation>由谁标注？输入新名字即可加入。</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>查找操作</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Select a word first, or go to a span.</source>
        <translation>请先选中一个词，或转到一个标注。</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>What are these lines?</source>
        <translation>这些行是什么？</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Byline</source>
        <translation>署名</translation>
    </message>
    <message>
        <source>Source line</source>
        <translation>来源行</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>图片说明</translation>
    </message>
    <message>
        <source>Heading</source>
        <translation>小标题</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Page furniture</source>
        <translation>页面杂项</translation>
    </message>
    <message>
        <source>At this line: {0}</source>
        <translation>从这一行拆开：{0}</translation>
    </message>
    <message>
        <source>Where articles seem to begin: {0}</source>
        <translation>在疑似文章开头处拆开（{0} 处）</translation>
    </message>
    <message>
        <source>Put the caret into the line where the next article begins.</source>
        <translation>请把光标放到下一篇文章开头的那一行。</translation>
    </message>
    <message>
        <source>Split. Documents now: {0}.</source>
        <translation>已拆分为 {0} 篇文档。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Split into articles</source>
        <translation>拆分为多篇文章</translation>
    </message>
    <message>
        <source>Jinbiao (金标) {0}
Turns Chinese articles into gold-standard data.
MIT licence.</source>
        <translation>金标 Jinbiao {0}
把中文文章变成金标准数据。
MIT 许可证。</translation>
    </message>
    <message>
        <source>About Jinbiao</source>
        <translation>关于金标</translation>
    </message>
    <message>
        <source>There is no backup of {0}.</source>
        <translation>{0} 没有备份。</translation>
    </message>
    <message>
        <source>Restore a backup (the present file is kept beside it)</source>
        <translation>恢复备份（现有文件会保留在旁边）</translation>
    </message>
    <message>
        <source>Choose another…</source>
        <translation>选择其他…</translation>
    </message>
    <message>
        <source>Restore {0}</source>
        <translation>恢复 {0}</translation>
    </message>
</context>
<context>
    <name>AskingLac</name>
    <message>
        <source>Suggesting with LAC</source>
        <translation>正在用 LAC 补充建议</translation>
    </message>
</context>
<context>
    <name>AssignDialog</name>
    <message>
        <source>Assign documents</source>
        <translation>分派文档</translation>
    </message>
    <message>
        <source>Somebody new: type a name, then Enter</source>
        <translation>新成员：输入姓名后按回车</translation>
    </message>
    <message>
        <source>Somebody new</source>
        <translation>新成员</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Assign</source>
        <translation>分派</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>分派给</translation>
    </message>
    <message>
        <source>Has to do</source>
        <translation>待做字数</translation>
    </message>
    <message>
        <source>Gets</source>
        <translation>分到篇数</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>How</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>People per document</source>
        <translation>每篇人数</translation>
    </message>
    <message>
        <source>Assign {0}</source>
        <translation>分派 {0}</translation>
    </message>
    <message>
        <source>Tick who is to get documents.</source>
        <translation>请勾选要分派给谁。</translation>
    </message>
    <message>
        <source>Every one of these documents has enough people already.</source>
        <translation>这些文档的人数都已足够。</translation>
    </message>
    <message>
        <source>with {0}: {1}</source>
        <translation>{0} 人 {1} 篇</translation>
    </message>
    <message>
        <source>Documents {0}, unchanged {1}. By the number of their people they are then: {2}</source>
        <translation>文档 {0} 篇，不变 {1} 篇。分派后按人数：{2}</translation>
    </message>
</context>
<context>
    <name>Assigning</name>
    <message>
        <source>In turn</source>
        <translation>轮流分派</translation>
    </message>
    <message>
        <source>To whoever has least to do</source>
        <translation>分给任务最少的人</translation>
    </message>
    <message>
        <source>In turn within each source</source>
        <translation>按来源分层轮流</translation>
    </message>
    <message>
        <source>All of them to each person</source>
        <translation>每人都分到全部</translation>
    </message>
</context>
<context>
    <name>Blind</name>
    <message>
        <source>Suggestions that are shown may sway people: a wrong one is let pass, a missing one not missed. Some documents done without any suggestion show how much. Which ones is drawn by lot before they are opened, for each annotator anew; a document that was begun stays as it was begun.</source>
        <translation>显示建议可能左右人的判断：错的被放过，漏的没人补。抽一部分文档不给任何建议（盲标），就能看出影响有多大。哪些文档盲标，在打开之前就由抽签决定，每位标注者各抽各的；已经开始的文档不再改变。</translation>
    </message>
    <message>
        <source>Share of documents annotated blind</source>
        <translation>盲标文档的比例</translation>
    </message>
    <message>
        <source>Annotate blind</source>
        <translation>盲标比例</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Blind</source>
        <translation>盲标</translation>
    </message>
    <message>
        <source>Suggestions shown</source>
        <translation>有建议</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>差</translation>
    </message>
    <message>
        <source>Blind work and work with suggestions</source>
        <translation>盲标与有建议时的对照</translation>
    </message>
    <message>
        <source>Finished so far: {0} blind, {1} with suggestions shown.</source>
        <translation>目前已完成：盲标 {0} 篇，有建议 {1} 篇。</translation>
    </message>
    <message>
        <source>of what was suggested, stands unchanged</source>
        <translation>建议中原样保留的</translation>
    </message>
    <message>
        <source>of what stands, nobody had suggested</source>
        <translation>成品中没有建议过的</translation>
    </message>
    <message>
        <source>of the truth, missed</source>
        <translation>应有而漏标的</translation>
    </message>
    <message>
        <source>of what stands, not in the truth</source>
        <translation>成品中不应有的</translation>
    </message>
    <message>
        <source>No blind document is finished yet: how far suggestions sway people is not known.</source>
        <translation>还没有完成的盲标文档：建议对人的影响不详。</translation>
    </message>
    <message>
        <source>No document with suggestions is finished yet to compare with.</source>
        <translation>还没有完成的有建议的文档可供对照。</translation>
    </message>
    <message>
        <source>The truth is gold, else somebody else&apos;s finished work on the same document. Documents that have one: blind {0}, with suggestions {1}.</source>
        <translation>“应有”指金标，没有金标时指他人对同一文档完成的标注：盲标文档中有 {0} 篇，有建议的文档中有 {1} 篇。</translation>
    </message>
    <message>
        <source>Without gold or a second annotator nobody knows what is right: compared is only how far work follows the suggestions.</source>
        <translation>没有金标，也没有第二位标注者，便无从知道对错：这里只比较成品在多大程度上跟随建议。</translation>
    </message>
    <message>
        <source>In brackets: 95 % intervals, resampled by document.</source>
        <translation>括号内为 95% 区间（按文档重抽样）。</translation>
    </message>
    <message>
        <source>Where suggestions were shown, work follows them more than it would have unseen: up to so much may be wrong ones let pass and missing ones not missed.</source>
        <translation>显示建议时，成品比盲标时更多地跟随建议：差额之内，可能有错的被放过、漏的没人补。</translation>
    </message>
    <message>
        <source>Work that saw the suggestions does not clearly follow them more than blind work agrees with them. With few documents that says little: look at the intervals.</source>
        <translation>看过建议的成品，并不明显比盲标更接近建议。文档少时这说明不了什么，请看区间。</translation>
    </message>
</context>
<context>
    <name>BoardMenus</name>
    <message>
        <source>Make {0}</source>
        <translation>设为{0}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Review the work of {0}</source>
        <translation>审核 {0} 的标注</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>分派…</translation>
    </message>
    <message>
        <source>Take back from {0}: {1}</source>
        <translation>从 {0} 收回：{1} 篇</translation>
    </message>
    <message>
        <source>Sort: {0}</source>
        <translation>排序：{0}</translation>
    </message>
    <message>
        <source>Sort: as imported</source>
        <translation>排序：按导入顺序</translation>
    </message>
</context>
<context>
    <name>BoardPage</name>
    <message>
        <source>Search titles and sources</source>
        <translation>搜索标题与来源</translation>
    </message>
    <message>
        <source>Whose documents</source>
        <translation>谁的文档</translation>
    </message>
    <message>
        <source>In which state</source>
        <translation>哪种状态</translation>
    </message>
    <message>
        <source>With how many people</source>
        <translation>多少人标注</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>显示全部</translation>
    </message>
    <message>
        <source>No document is like that. “Show all” takes the filters away.</source>
        <translation>没有符合条件的文档。按“显示全部”取消筛选。</translation>
    </message>
    <message>
        <source>In any state</source>
        <translation>任意状态</translation>
    </message>
    <message>
        <source>with a state set aside</source>
        <translation>有搁置的版本</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>进度板</translation>
    </message>
    <message>
        <source>Assign…</source>
        <translation>分派…</translation>
    </message>
    <message>
        <source>Hand out…</source>
        <translation>发出…</translation>
    </message>
    <message>
        <source>Collect…</source>
        <translation>收回…</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>You are alone on this project so far. To share it: assign documents to people, hand each a file to work in, and collect the files when they come back – by the button, or by dropping them on this window. On a PostgreSQL database everybody opens the same project instead. With two people per document, “Agreement” tells how far they say the same.</source>
        <translation>目前项目里只有您一个人。要分工协作：先把文档分派给各人，再为每人发出一个任务文件，文件交回后收回——点按钮，或直接拖到本窗口。若使用 PostgreSQL 数据库，大家打开同一个项目即可。每篇文档有两人标注时，“一致性”会说明他们的标注有多一致。</translation>
    </message>
    <message>
        <source>Set aside: {0}…</source>
        <translation>搁置：{0}…</translation>
    </message>
    <message>
        <source>There are no documents yet. Import some, then share them out here.</source>
        <translation>还没有文档。先导入文档，再在这里分派。</translation>
    </message>
    <message>
        <source>Documents {0} · with nobody {1} · with two people or more {2} ({3})</source>
        <translation>文档 {0} · 无人标注 {1} · 两人及以上 {2}（{3}）</translation>
    </message>
    <message>
        <source>All people</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>Any number of people</source>
        <translation>任意人数</translation>
    </message>
    <message>
        <source>People: {0}</source>
        <translation>{0} 人</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>Boarding</name>
    <message>
        <source>Counting minutes</source>
        <translation>统计用时</translation>
    </message>
    <message>
        <source>All documents ({0})</source>
        <translation>全部文档（{0}）</translation>
    </message>
    <message>
        <source>Documents that nobody has ({0})</source>
        <translation>无人标注的文档（{0}）</translation>
    </message>
    <message>
        <source>The documents shown on the board ({0})</source>
        <translation>进度板上显示的文档（{0}）</translation>
    </message>
    <message>
        <source>The selected documents ({0})</source>
        <translation>选中的文档（{0}）</translation>
    </message>
    <message>
        <source>Assigned: {0}</source>
        <translation>已分派：{0}</translation>
    </message>
    <message>
        <source>Assigning</source>
        <translation>正在分派</translation>
    </message>
    <message>
        <source>Taken back from {0}; work that was done stays.</source>
        <translation>已从 {0} 收回；已做的标注保留。</translation>
    </message>
    <message>
        <source>{0}: {1}</source>
        <translation>{0}：{1}</translation>
    </message>
    <message>
        <source>Handed out to {0}: {1}</source>
        <translation>已发给 {0}：{1}</translation>
    </message>
    <message>
        <source>Handing out</source>
        <translation>正在发出</translation>
    </message>
    <message>
        <source>Collect files that were handed out</source>
        <translation>收回发出的任务文件</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>数据库 (*.db);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Collecting</source>
        <translation>正在收回</translation>
    </message>
</context>
<context>
    <name>BulkDialog</name>
    <message>
        <source>Accept in bulk</source>
        <translation>批量采纳</translation>
    </message>
    <message>
        <source>Majority: the reading of more than half of the annotators</source>
        <translation>多数：采用过半标注员的标法</translation>
    </message>
    <message>
        <source>Trust: the reading of the first of these who has a layer there</source>
        <translation>信任顺序：采用排在最前且标过此文档者的标法</translation>
    </message>
    <message>
        <source>Only what all agree on; every case stays open</source>
        <translation>只收一致的部分，分歧全部保留</translation>
    </message>
    <message>
        <source>Whom to trust, the first most; Alt+Up and Alt+Down move</source>
        <translation>信任顺序，最前者优先；Alt+↑ Alt+↓ 移动</translation>
    </message>
    <message>
        <source>Drag, or Alt+Up and Alt+Down, to put the most trusted first</source>
        <translation>拖动，或用 Alt+↑ Alt+↓，把最信任的人排在最前</translation>
    </message>
    <message>
        <source>All documents of the project</source>
        <translation>项目的全部文档</translation>
    </message>
    <message>
        <source>This document: {0}</source>
        <translation>本文档：{0}</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>采纳</translation>
    </message>
    <message>
        <source>By what rule</source>
        <translation>按什么规则</translation>
    </message>
    <message>
        <source>In which documents</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>What it would do</source>
        <translation>将会如何</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>统计中…</translation>
    </message>
    <message>
        <source>Counting cases</source>
        <translation>正在统计分歧</translation>
    </message>
    <message>
        <source>Documents: {0}; spans that all agree on: {1}</source>
        <translation>文档 {0} 篇；一致的标注 {1} 处</translation>
    </message>
    <message>
        <source>Cases that stay open: {0}</source>
        <translation>仍待裁定 {0} 处</translation>
    </message>
    <message>
        <source>Cases settled: {0}</source>
        <translation>裁定分歧 {0} 处</translation>
    </message>
    <message>
        <source>as they were read by: {0}</source>
        <translation>其中依从：{0}</translation>
    </message>
</context>
<context>
    <name>CategoriesPanel</name>
    <message>
        <source>Suggested: {0}</source>
        <translation>建议理由：{0}</translation>
    </message>
</context>
<context>
    <name>Colours</name>
    <message>
        <source>Colour in the light theme</source>
        <translation>浅色主题下的颜色</translation>
    </message>
    <message>
        <source>Colour in the dark theme</source>
        <translation>深色主题下的颜色</translation>
    </message>
    <message>
        <source>Make readable</source>
        <translation>调到易读</translation>
    </message>
    <message>
        <source>Darker or lighter, as little as it takes</source>
        <translation>以最小幅度加深或减淡</translation>
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
        <source>Contrast against the page; 4.5 and more can be read well</source>
        <translation>与页面的对比度；不低于 4.5 才易读</translation>
    </message>
    <message>
        <source>Colours {0} and {1}</source>
        <translation>颜色 {0} 和 {1}</translation>
    </message>
    <message>
        <source>{0}, those of {1}</source>
        <translation>{0}，已用于 {1}</translation>
    </message>
    <message>
        <source>#rrggbb</source>
        <translation>#rrggbb</translation>
    </message>
    <message>
        <source>{0} faint</source>
        <translation>{0} 偏淡</translation>
    </message>
</context>
<context>
    <name>Controller</name>
    <message>
        <source>Choose a document on the left</source>
        <translation>请在左侧选择一篇文档</translation>
    </message>
    <message>
        <source>Nothing that is shown waits here any more. Hidden suggestions: {0}</source>
        <translation>显示的内容已无待定。隐藏的建议：{0} 条</translation>
    </message>
    <message>
        <source>“{0}” is held: each selection is labelled at once.</source>
        <translation>已按住“{0}”：选中即标注。</translation>
    </message>
    <message>
        <source>Let go</source>
        <translation>松开</translation>
    </message>
    <message>
        <source>Drop text files here, or press {0} to import</source>
        <translation>把文本文件拖到这里，或按 {0} 导入</translation>
    </message>
</context>
<context>
    <name>Corrected</name>
    <message>
        <source>Corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Correction</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>How often</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Nothing that was suggested has been corrected yet.</source>
        <translation>还没有建议被改正过。</translation>
    </message>
    <message>
        <source>Add to the terms</source>
        <translation>加入术语</translation>
    </message>
    <message>
        <source>{0}: not suggested, added by hand</source>
        <translation>{0}：未建议，手工补标</translation>
    </message>
    <message>
        <source>{0}: suggested, rejected</source>
        <translation>{0}：建议了，被拒绝</translation>
    </message>
    <message>
        <source>{0}: suggested with other edges</source>
        <translation>{0}：建议的边界不对</translation>
    </message>
    <message>
        <source>Suggested {0}, corrected to {1}</source>
        <translation>建议为{0}，改成{1}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>Choose strings on the left, several with Ctrl or Shift: they come into the project&apos;s term list, and every document that is not finished is suggested anew.</source>
        <translation>在左边选择词语（按住 Ctrl 或 Shift 可多选）：它们会加入项目的术语表，所有未完成的文档随即重新建议。</translation>
    </message>
    <message>
        <source>{0} will not be suggested as anything any more.</source>
        <translation>{0} 将不再被建议为任何标签。</translation>
    </message>
    <message>
        <source>Never suggest</source>
        <translation>不再建议</translation>
    </message>
    <message>
        <source>{0} will be suggested as {1} wherever it stands as a word.</source>
        <translation>{0} 凡作为词出现，都将建议为{1}。</translation>
    </message>
</context>
<context>
    <name>Counting</name>
    <message>
        <source>Counting cases</source>
        <translation>正在统计分歧</translation>
    </message>
    <message>
        <source>cases {0} · settled {1}</source>
        <translation>分歧 {0} 处 · 已裁定 {1}</translation>
    </message>
</context>
<context>
    <name>Databases</name>
    <message>
        <source>Restored.</source>
        <translation>已恢复。</translation>
    </message>
    <message>
        <source>Restored. The file that was there is now {0}.</source>
        <translation>已恢复。原来的文件现在是 {0}。</translation>
    </message>
    <message>
        <source>Checking the database</source>
        <translation>检查数据库</translation>
    </message>
</context>
<context>
    <name>DecidingForMany</name>
    <message>
        <source>Labelling mentions</source>
        <translation>批量标注</translation>
    </message>
    <message>
        <source>Relabelling mentions</source>
        <translation>正在改标签</translation>
    </message>
    <message>
        <source>Rejecting suggestions</source>
        <translation>正在拒绝建议</translation>
    </message>
    <message>
        <source>Removing spans</source>
        <translation>正在删除标注</translation>
    </message>
    <message>
        <source>Mentions labelled: {0}</source>
        <translation>已标注的提及：{0}</translation>
    </message>
    <message>
        <source>Mentions relabelled: {0}</source>
        <translation>已改标签 {0} 处</translation>
    </message>
    <message>
        <source>Suggestions rejected: {0}</source>
        <translation>已拒绝 {0} 条建议</translation>
    </message>
    <message>
        <source>Spans removed: {0}</source>
        <translation>已删除 {0} 处标注</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete “{0}”</source>
        <translation>删除“{0}”</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>What stands under it goes to:</source>
        <translation>其下的标注归入：</translation>
    </message>
    <message>
        <source>What stands under it is removed</source>
        <translation>其下的标注一并删除</translation>
    </message>
</context>
<context>
    <name>Desk</name>
    <message>
        <source>Nobody has finished a document yet. What two annotators have finished is compared here.</source>
        <translation>还没有人完成文档。两位标注员都完成的文档在这里比对。</translation>
    </message>
    <message>
        <source>Only {0} has finished documents. Where a second annotator has too, differences show here.</source>
        <translation>目前只有 {0} 完成了文档。另一位标注员也完成后，分歧会显示在这里。</translation>
    </message>
    <message>
        <source>No document has been finished by two annotators yet.</source>
        <translation>还没有两位标注员都完成的文档。</translation>
    </message>
    <message>
        <source>No such case in this document. Space goes to the next one that has some.</source>
        <translation>本文档没有这样的分歧。按空格到下一篇。</translation>
    </message>
    <message>
        <source>All annotators agree here. Space goes to the next document with open cases.</source>
        <translation>本文档没有分歧。按空格到下一篇有待裁定的文档。</translation>
    </message>
    <message>
        <source>case {0} of {1} · open {2}</source>
        <translation>第 {0} 处，共 {1} 处 · 待裁定 {2}</translation>
    </message>
    <message>
        <source>given</source>
        <translation>有此类别</translation>
    </message>
    <message>
        <source>nothing here</source>
        <translation>此处未标</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>your reading</source>
        <translation>另立</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>无此类别</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>⚑ The guideline does not decide this</source>
        <translation>⚑ 指南没有规定</translation>
    </message>
    <message>
        <source>⚑ The guideline does not decide this: {0}</source>
        <translation>⚑ 指南没有规定：{0}</translation>
    </message>
    <message>
        <source>{0} took a reading, {1}</source>
        <translation>{0} 采用了一种标法，{1}</translation>
    </message>
    <message>
        <source>{0} found none right, {1}</source>
        <translation>{0} 判定都不对，{1}</translation>
    </message>
    <message>
        <source>{0} made a new reading, {1}</source>
        <translation>{0} 另立了标法，{1}</translation>
    </message>
    <message>
        <source>{0} accepted the majority, {1}</source>
        <translation>{0} 按多数采纳，{1}</translation>
    </message>
    <message>
        <source>{0} accepted whom to trust, {1}</source>
        <translation>{0} 按信任顺序采纳，{1}</translation>
    </message>
    <message>
        <source>nobody had it</source>
        <translation>无人这样标</translation>
    </message>
    <message>
        <source>← → H L move · with Shift they select · a label&apos;s key labels · D deletes · Enter takes it · Esc</source>
        <translation>← → H L 移动 · 加 Shift 选取 · 标签键标注 · D 删除 · Enter 采用 · Esc 放弃</translation>
    </message>
    <message>
        <source>{0} takes a reading · {1} none is right</source>
        <translation>{0} 采用该标法 · {1} 都不对</translation>
    </message>
    <message>
        <source>{0} new reading</source>
        <translation>{0} 另立标法</translation>
    </message>
    <message>
        <source>{0} why</source>
        <translation>{0} 写明理由</translation>
    </message>
    <message>
        <source>{0} guideline gap</source>
        <translation>{0} 指南缺口</translation>
    </message>
    <message>
        <source>{0} opens it again</source>
        <translation>{0} 重新打开</translation>
    </message>
    <message>
        <source>agreed {0} · characters {1}</source>
        <translation>一致 {0} 处 · {1} 字</translation>
    </message>
</context>
<context>
    <name>DeskAsking</name>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>What all agree on is gold. Documents: {0}.</source>
        <translation>{0} 篇文档中一致的部分已成为金标。</translation>
    </message>
    <message>
        <source>Cases settled: {0}</source>
        <translation>已裁定分歧 {0} 处</translation>
    </message>
    <message>
        <source>Gold was that already.</source>
        <translation>金标本来就是这样。</translation>
    </message>
    <message>
        <source>Accepting</source>
        <translation>正在采纳</translation>
    </message>
</context>
<context>
    <name>DeskDocuments</name>
    <message>
        <source>counting…</source>
        <translation>统计中…</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>nothing differs</source>
        <translation>没有分歧</translation>
    </message>
    <message>
        <source>all {0} settled</source>
        <translation>{0} 处均已裁定</translation>
    </message>
    <message>
        <source>open {0} · settled {1}</source>
        <translation>待裁定 {0} · 已裁定 {1}</translation>
    </message>
</context>
<context>
    <name>DeskPage</name>
    <message>
        <source>Cases</source>
        <translation>分歧</translation>
    </message>
    <message>
        <source>Search titles and sources</source>
        <translation>搜索标题与来源</translation>
    </message>
    <message>
        <source>Which documents</source>
        <translation>显示哪些文档</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>With open cases</source>
        <translation>有待裁定</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>Whose differences are shown</source>
        <translation>比较哪些人的标注</translation>
    </message>
    <message>
        <source>Documents on the desk</source>
        <translation>待裁定的文档</translation>
    </message>
    <message>
        <source>Show all cases again</source>
        <translation>显示全部分歧</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>所有人</translation>
    </message>
</context>
<context>
    <name>DifferenceTable</name>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前文</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>Who says what</source>
        <translation>各人的标注</translation>
    </message>
    <message>
        <source>given by {0} · not by {1}</source>
        <translation>{0} 选了 · {1} 没选</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>DifferencesPanel</name>
    <message>
        <source>Enter or a double click goes there</source>
        <translation>回车或双击前往</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Settle these on the reviewer&apos;s desk</source>
        <translation>在审核台上裁定这些差异</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>已停止。</translation>
    </message>
    <message>
        <source>Places: {0} · documents: {1}</source>
        <translation>{0} 处，在 {1} 篇文档中</translation>
    </message>
    <message>
        <source>, the first {0} listed</source>
        <translation>，列出前 {0} 处</translation>
    </message>
</context>
<context>
    <name>DocumentDelegate</name>
    <message>
        <source>new</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已通过</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>notes {0}</source>
        <translation>批注 {0}</translation>
    </message>
    <message>
        <source>unsure {0}</source>
        <translation>存疑 {0}</translation>
    </message>
    <message>
        <source>spans {0}</source>
        <translation>标注 {0}</translation>
    </message>
    <message>
        <source>blind</source>
        <translation>盲标</translation>
    </message>
    <message>
        <source>waiting {0}</source>
        <translation>待定 {0}</translation>
    </message>
    <message>
        <source>{0} chars</source>
        <translation>{0} 字</translation>
    </message>
    <message>
        <source>rare: {0}</source>
        <translation>少见：{0}</translation>
    </message>
    <message>
        <source>nothing rare</source>
        <translation>没有少见标签</translation>
    </message>
    <message>
        <source>{0} % doubtful</source>
        <translation>存疑 {0}%</translation>
    </message>
    <message>
        <source>{0} % disputed</source>
        <translation>分歧 {0}%</translation>
    </message>
    <message>
        <source>next: {0}</source>
        <translation>下一篇：{0}</translation>
    </message>
</context>
<context>
    <name>DocumentTable</name>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Who, and how far</source>
        <translation>人员与进度</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Last finished or reviewed</source>
        <translation>最近完成或审核</translation>
    </message>
    <message>
        <source> (a state set aside)</source>
        <translation>（有搁置的版本）</translation>
    </message>
</context>
<context>
    <name>DocumentsPanel</name>
    <message>
        <source>Search titles and sources</source>
        <translation>搜索标题与来源</translation>
    </message>
    <message>
        <source>Which documents</source>
        <translation>显示哪些文档</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>With open notes</source>
        <translation>有未解决批注</translation>
    </message>
    <message>
        <source>With unsure spans</source>
        <translation>有存疑标注</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>Sort by</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>As imported</source>
        <translation>按导入顺序</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Most waiting</source>
        <translation>待定最多</translation>
    </message>
    <message>
        <source>Longest</source>
        <translation>篇幅最长</translation>
    </message>
    <message>
        <source>Most uncertain</source>
        <translation>最没把握</translation>
    </message>
    <message>
        <source>Sources disagree</source>
        <translation>来源分歧大</translation>
    </message>
    <message>
        <source>Rare labels</source>
        <translation>少见标签多</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>No documents yet.
Drop files on the window, or press Ctrl+I.</source>
        <translation>还没有文档。
把文件拖进窗口，或按 Ctrl+I。</translation>
    </message>
    <message>
        <source>No document fits.</source>
        <translation>没有符合条件的文档。</translation>
    </message>
</context>
<context>
    <name>DrawDialog</name>
    <message>
        <source>Review finished work</source>
        <translation>审核已完成的标注</translation>
    </message>
    <message>
        <source>Everybody ({0})</source>
        <translation>所有人（{0}）</translation>
    </message>
    <message>
        <source>At random</source>
        <translation>随机</translation>
    </message>
    <message>
        <source>Of each source alike</source>
        <translation>各来源按比例</translation>
    </message>
    <message>
        <source>So that every label is seen</source>
        <translation>保证每个标签都看到</translation>
    </message>
    <message>
        <source>Lowest scores first</source>
        <translation>得分低的优先</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>Whose work</source>
        <translation>谁的标注</translation>
    </message>
    <message>
        <source>How much of it</source>
        <translation>抽取比例</translation>
    </message>
    <message>
        <source>Which of it</source>
        <translation>抽取方式</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Review {0}</source>
        <translation>审核 {0} 份</translation>
    </message>
    <message>
        <source>You read one after the other, correct what is wrong, and approve or return each.</source>
        <translation>逐份通读，更正错误，然后通过或退回。</translation>
    </message>
    <message>
        <source>Nobody else has finished anything that is not approved yet.</source>
        <translation>还没有其他人完成且待审核的标注。</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>Somebody</source>
        <translation>有人</translation>
    </message>
    <message>
        <source>{0} changed this since ({1}); nothing was done. It can be done once that is taken back.</source>
        <translation>{0} 之后又改过（{1}），因此什么也没有改动；等对方撤回那次改动后即可。</translation>
    </message>
    <message>
        <source>{place} is not a Jinbiao database. Nothing was changed; choose another file.</source>
        <translation>{place} 不是金标数据库。未作任何改动，请选择其他文件。</translation>
    </message>
    <message>
        <source>{place} is damaged ({detail}). Nothing was changed; restore a backup.</source>
        <translation>{place} 已损坏（{detail}）。未作任何改动，请恢复备份。</translation>
    </message>
    <message>
        <source>{place} was made by a newer Jinbiao. Nothing was changed; update the program.</source>
        <translation>{place} 由更新版本的金标创建。未作任何改动，请升级程序。</translation>
    </message>
    <message>
        <source>{place}, or its folder, is read-only. Copy it to a place that you may write to.</source>
        <translation>{place} 或其所在文件夹是只读的。请复制到可以写入的位置。</translation>
    </message>
    <message>
        <source>Another program keeps {place} locked. Close it there, then try again; nothing was lost.</source>
        <translation>另一个程序占用着 {place}。请在那边关闭后重试；没有丢失任何内容。</translation>
    </message>
    <message>
        <source>The disk is full: the last change was not stored. Make room, then try again.</source>
        <translation>磁盘已满：最后一次改动没有保存。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>{place} cannot be opened: {detail}</source>
        <translation>无法打开 {place}：{detail}</translation>
    </message>
    <message>
        <source>Cannot be read: {0}</source>
        <translation>无法读取：{0}</translation>
    </message>
    <message>
        <source>The label set does not hold together. {where}: {why}</source>
        <translation>标签集有误。{where}：{why}</translation>
    </message>
    <message>
        <source>That place cannot be labelled: {0}</source>
        <translation>此处无法标注：{0}</translation>
    </message>
    <message>
        <source>This expression takes too long on one text (more than {seconds:g} s). Make it simpler.</source>
        <translation>这个表达式在一篇文本上耗时过长（超过 {seconds:g} 秒），请改得简单些。</translation>
    </message>
    <message>
        <source>The label set has no “{key}”.</source>
        <translation>标签集中没有“{key}”。</translation>
    </message>
    <message>
        <source>{who} changed the label set since. It has been read again; please do it once more.</source>
        <translation>{who} 刚刚修改了标签集。现已重新读取，请再操作一次。</translation>
    </message>
    <message>
        <source>{0} has decided this case meanwhile; it is shown as it is now. Nothing of yours was stored.</source>
        <translation>{0} 已先裁定了这一处，现按最新情况显示；你的这次操作没有保存。</translation>
    </message>
    <message>
        <source>Another judge</source>
        <translation>另一位裁定者</translation>
    </message>
    <message>
        <source>{who} handed out files with this label set ({when}); it cannot be undone any more. A new change can say what you want instead.</source>
        <translation>{who} 已发出带有这个标签集的文件（{when}），因此不能再撤销；可以再做一次新的修改。</translation>
    </message>
    <message>
        <source>“{document}” is finished. Reopen it to change it.</source>
        <translation>“{document}”已完成，要修改请先重新打开。</translation>
    </message>
    <message>
        <source>{label} stands there already, and this label set allows no overlap.</source>
        <translation>此处已有 {label}，而本标签集不允许重叠。</translation>
    </message>
    <message>
        <source>That is for the project&apos;s reviewers, and {who} is not one of them.</source>
        <translation>这是项目审核员的工作，{who} 不是审核员。</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message>
        <source>{who} wrote this, and alone can change it.</source>
        <translation>这是{who}写的，只有本人可以修改。</translation>
    </message>
    <message>
        <source>It is not there any more.</source>
        <translation>它已经不在了。</translation>
    </message>
    <message>
        <source>Stopped. Nothing half-done was kept.</source>
        <translation>已停止，没有留下半成品。</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Only finished documents</source>
        <translation>只导出已完成的文档</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Whose spans</source>
        <translation>谁的标注</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>This file exists and will be replaced.</source>
        <translation>该文件已存在，将被替换。</translation>
    </message>
    <message>
        <source>This is the database itself. Choose another file.</source>
        <translation>这是数据库本身，请另选一个文件。</translation>
    </message>
    <message>
        <source>Looking what this format would lose…</source>
        <translation>正在查看该格式会丢失什么…</translation>
    </message>
    <message>
        <source>Looking for losses</source>
        <translation>检查损失</translation>
    </message>
    <message>
        <source>Nothing will be lost.</source>
        <translation>不会丢失任何内容。</translation>
    </message>
    <message>
        <source>This format cannot hold everything:</source>
        <translation>该格式装不下全部内容：</translation>
    </message>
</context>
<context>
    <name>Fields</name>
    <message>
        <source>Chinese name</source>
        <translation>中文名称</translation>
    </message>
    <message>
        <source>English name</source>
        <translation>英文名称</translation>
    </message>
    <message>
        <source>Key in files</source>
        <translation>文件中的键</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Belongs under</source>
        <translation>上级</translation>
    </message>
    <message>
        <source>Hint in Chinese</source>
        <translation>中文提示</translation>
    </message>
    <message>
        <source>Hint in English</source>
        <translation>英文提示</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>使用情况</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>No rule speaks of it.</source>
        <translation>没有涉及它的规则。</translation>
    </message>
    <message>
        <source>nothing: it stands by itself</source>
        <translation>无：独立</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>统计中…</translation>
    </message>
    <message>
        <source>Given to documents: {0} · suggestions: {1}</source>
        <translation>已用于文档：{0} · 建议：{1}</translation>
    </message>
    <message>
        <source>Spans: {0} · documents with them: {1} · suggestions: {2}</source>
        <translation>标注：{0}，文档：{1} · 建议：{2}</translation>
    </message>
    <message>
        <source>A key is 1 to 40 characters without spaces or “|”.</source>
        <translation>键为 1 至 40 个字符，不含空格和“|”。</translation>
    </message>
    <message>
        <source>There is one with this key. To make them one, merge them.</source>
        <translation>已有这个键。若要合为一个，请用“合并”。</translation>
    </message>
    <message>
        <source>“{0}” has this key already.</source>
        <translation>“{0}”已占用这个键。</translation>
    </message>
    <message>
        <source>The action “{0}” has this key; it would not label.</source>
        <translation>操作“{0}”占用这个键，按下时不会打标签。</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Only undecided</source>
        <translation>只看待定</translation>
    </message>
    <message>
        <source>Only unsure</source>
        <translation>只看不确定</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>标注层</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>全部显示</translation>
    </message>
    <message>
        <source>Show all and put this bar away</source>
        <translation>全部显示并收起</translation>
    </message>
    <message>
        <source>Hidden: {0}</source>
        <translation>已隐藏 {0} 处</translation>
    </message>
    <message>
        <source>Nothing is hidden</source>
        <translation>没有隐藏</translation>
    </message>
    <message>
        <source>finishing confirms {0} of them</source>
        <translation>完成时其中 {0} 条会被确认</translation>
    </message>
</context>
<context>
    <name>Filtering</name>
    <message>
        <source>by hand</source>
        <translation>手工</translation>
    </message>
</context>
<context>
    <name>Find</name>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Text without a label</source>
        <translation>未标注的文本</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Suggestions that wait</source>
        <translation>待定的建议</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>接受建议</translation>
    </message>
    <message>
        <source>corrected</source>
        <translation>修改建议</translation>
    </message>
    <message>
        <source>for all mentions</source>
        <translation>批量标注</translation>
    </message>
    <message>
        <source>adjudicated</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>采自他人</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>words (jieba)</source>
        <translation>词语（jieba）</translation>
    </message>
    <message>
        <source>term lists</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>patterns</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>names of people</source>
        <translation>人名规则</translation>
    </message>
    <message>
        <source>names put together</source>
        <translation>拼出的名称</translation>
    </message>
    <message>
        <source>phrases</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>measures</source>
        <translation>举措</translation>
    </message>
    <message>
        <source>suffixes</source>
        <translation>后缀</translation>
    </message>
    <message>
        <source>repeats</source>
        <translation>重复出现</translation>
    </message>
    <message>
        <source>LAC</source>
        <translation>LAC</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>记忆</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>from a file</source>
        <translation>来自文件</translation>
    </message>
</context>
<context>
    <name>FindBar</name>
    <message>
        <source>Find in this document</source>
        <translation>在本篇中查找</translation>
    </message>
    <message>
        <source>Upper and lower case matter</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>Previous hit (Shift+Enter, Shift+F3)</source>
        <translation>上一处（Shift+Enter、Shift+F3）</translation>
    </message>
    <message>
        <source>Next hit (Enter, F3)</source>
        <translation>下一处（Enter、F3）</translation>
    </message>
    <message>
        <source>Back to the text (Esc)</source>
        <translation>回到正文（Esc）</translation>
    </message>
</context>
<context>
    <name>FindFields</name>
    <message>
        <source>Find in the project</source>
        <translation>在项目中查找</translation>
    </message>
    <message>
        <source>Upper and lower case matter</source>
        <translation>区分大小写</translation>
    </message>
    <message>
        <source>Regular expression</source>
        <translation>正则表达式</translation>
    </message>
    <message>
        <source>What to find</source>
        <translation>查找什么</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Quote, person, state, origin, document, day</source>
        <translation>引文、人员、状态、来历、文档、日期</translation>
    </message>
    <message>
        <source>Quote</source>
        <translation>引文</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Source of the document</source>
        <translation>文档来源</translation>
    </message>
    <message>
        <source>Whose spans</source>
        <translation>谁的标注</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>任何状态</translation>
    </message>
    <message>
        <source>Any origin</source>
        <translation>任何来历</translation>
    </message>
    <message>
        <source>suggested by: {0}</source>
        <translation>建议来源：{0}</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>任何时间</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>The last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>The last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Any label</source>
        <translation>任何标签</translation>
    </message>
    <message>
        <source>My spans</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>Anybody&apos;s spans</source>
        <translation>所有人的标注</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <source>Before</source>
        <translation>前文</translation>
    </message>
    <message>
        <source>Hit</source>
        <translation>命中</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>Stands there</source>
        <translation>已有标注</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Relabel what stands there</source>
        <translation>改已有的标签</translation>
    </message>
    <message>
        <source>Label these places</source>
        <translation>标注这些位置</translation>
    </message>
    <message>
        <source>Reject suggestions</source>
        <translation>拒绝建议</translation>
    </message>
    <message>
        <source>Remove spans</source>
        <translation>删除标注</translation>
    </message>
    <message>
        <source>Hits in the project</source>
        <translation>项目中的命中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>page furniture</source>
        <translation>页面杂项</translation>
    </message>
    <message>
        <source>overlaps {0}</source>
        <translation>与{0}重叠</translation>
    </message>
    <message>
        <source>Label {0}</source>
        <translation>标注 {0} 处</translation>
    </message>
    <message>
        <source>Relabel {0}</source>
        <translation>改标签 {0} 处</translation>
    </message>
    <message>
        <source>Reject {0}</source>
        <translation>拒绝 {0} 处</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>删除 {0} 处</translation>
    </message>
    <message>
        <source>Space ticks · A ticks all · L R X D act · Ctrl+Enter applies · Enter goes there</source>
        <translation>空格勾选 · A 全选 · L R X D 换操作 · Ctrl+回车执行 · 回车前往</translation>
    </message>
    <message>
        <source>Ticked: {0} · documents: {1}</source>
        <translation>已勾选 {0} 处，{1} 篇</translation>
    </message>
    <message>
        <source>with a conflict: {0}</source>
        <translation>有冲突 {0} 处</translation>
    </message>
</context>
<context>
    <name>FindingEverywhere</name>
    <message>
        <source>Find in the project</source>
        <translation>在项目中查找</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>there are more; say more exactly what you want</source>
        <translation>还有更多，请缩小范围</translation>
    </message>
    <message>
        <source>No hit</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Hits: {0} · documents: {1}</source>
        <translation>共 {0} 处，{1} 篇</translation>
    </message>
</context>
<context>
    <name>FindingHere</name>
    <message>
        <source>Looking…</source>
        <translation>正在查找…</translation>
    </message>
    <message>
        <source>No hit</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Hits: {0}</source>
        <translation>共 {0} 处</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
</context>
<context>
    <name>FindingTree</name>
    <message>
        <source>Findings</source>
        <translation>发现</translation>
    </message>
</context>
<context>
    <name>GapsDialog</name>
    <message>
        <source>Guideline gaps</source>
        <translation>指南缺口</translation>
    </message>
    <message>
        <source>Cases that the guideline does not decide: {0}</source>
        <translation>指南没有规定的分歧：{0} 处</translation>
    </message>
    <message>
        <source>G marks one on the desk; W says what is missing.</source>
        <translation>在裁定页按 G 标记，按 W 写明缺什么。</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>缺什么</translation>
    </message>
    <message>
        <source>Noted by</source>
        <translation>记录者</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已裁定</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待裁定</translation>
    </message>
    <message>
        <source>Export the list</source>
        <translation>导出清单</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
</context>
<context>
    <name>GuidelinePanel</name>
    <message>
        <source>Guideline</source>
        <translation>标注规范</translation>
    </message>
    <message>
        <source>This label set has no guideline.</source>
        <translation>本标签集没有标注规范。</translation>
    </message>
</context>
<context>
    <name>HandOutDialog</name>
    <message>
        <source>Hand out</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>Choose somebody, or type a new name</source>
        <translation>选择人员，或输入新姓名</translation>
    </message>
    <message>
        <source>All that are assigned to this person</source>
        <translation>分派给此人的全部文档</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>For</source>
        <translation>发给</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>The file holds the documents with label set, guideline, suggestions and this person&apos;s work so far. Whoever opens it with Jinbiao works as this person. Drop it on this window when it comes back; it can be collected as often as you like.</source>
        <translation>文件包含文档、标签集、标注规范、建议，以及此人已有的标注。用金标打开它的人即以此人身份工作。交回后拖到本窗口即可；可反复收回。</translation>
    </message>
    <message>
        <source>Nothing is assigned to {0} yet: assign documents first.</source>
        <translation>还没有给 {0} 分派文档，请先分派。</translation>
    </message>
    <message>
        <source>There is a file of this name already; nothing is written over.</source>
        <translation>已有同名文件；不会覆盖。</translation>
    </message>
    <message>
        <source>Documents: {0}</source>
        <translation>文档：{0} 篇</translation>
    </message>
    <message>
        <source>Databases (*.db);;All files (*)</source>
        <translation>数据库 (*.db);;所有文件 (*)</translation>
    </message>
</context>
<context>
    <name>HitTable</name>
    <message>
        <source>Before</source>
        <translation>前文</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>Would be</source>
        <translation>将变为</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Somebody&apos;s work; of {0} where the file names nobody</source>
        <translation>某人的标注（文件未写明是谁时，归 {0}）</translation>
    </message>
    <message>
        <source>Suggestions, to be confirmed or corrected</source>
        <translation>预标注，待确认或修改</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Spans are</source>
        <translation>标注作为</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Characters</source>
        <translation>字数</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>The first of them</source>
        <translation>开头几处</translation>
    </message>
    <message>
        <source>The first documents, as they would come in</source>
        <translation>前几篇文章导入后的样子</translation>
    </message>
    <message>
        <source>{0} (found out)</source>
        <translation>{0}（自动识别）</translation>
    </message>
    <message>
        <source>Each file&apos;s own, found out</source>
        <translation>逐个文件自动识别</translation>
    </message>
    <message>
        <source>{0} and {1} more</source>
        <translation>{0} 等，另有 {1} 个</translation>
    </message>
    <message>
        <source>Looking what is in there…</source>
        <translation>正在查看文件内容……</translation>
    </message>
    <message>
        <source>Looking into the files</source>
        <translation>查看文件</translation>
    </message>
    <message>
        <source>Nothing that could be taken in.</source>
        <translation>没有可以导入的内容。</translation>
    </message>
    <message>
        <source>The first {0:,} documents: {1}</source>
        <translation>前 {0:,} 篇：{1}</translation>
    </message>
    <message>
        <source>Import a label set</source>
        <translation>导入标签集</translation>
    </message>
</context>
<context>
    <name>Importing</name>
    <message>
        <source>Looking into the files</source>
        <translation>查看文件</translation>
    </message>
</context>
<context>
    <name>Insights</name>
    <message>
        <source>Of the documents not begun yet, {0} % are annotated blind.</source>
        <translation>尚未开始的文档中，将有 {0}% 盲标。</translation>
    </message>
    <message>
        <source>Added to the terms: {0}. The documents that are not finished are suggested anew.</source>
        <translation>已加入术语：{0} 个。未完成的文档正在重新建议。</translation>
    </message>
    <message>
        <source>The model was made anew from the data.</source>
        <translation>模型已根据数据重新生成。</translation>
    </message>
    <message>
        <source>There are too few finished documents for a curve.</source>
        <translation>已完成的文档太少，画不出曲线。</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>学习曲线</translation>
    </message>
</context>
<context>
    <name>InspectorPanel</name>
    <message>
        <source>The span in focus</source>
        <translation>当前标注</translation>
    </message>
    <message>
        <source>Nothing is in focus. Press N for the next suggestion, or click a span.</source>
        <translation>没有选中的标注。按 N 到下一条建议，或点击一个标注。</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>标注者</translation>
    </message>
    <message>
        <source>{0}–{1}, characters: {2}</source>
        <translation>{0}–{1}，{2} 字</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>来历</translation>
    </message>
    <message>
        <source>Unsure</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>to be looked at again</source>
        <translation>需要再看</translation>
    </message>
    <message>
        <source>Suggested was</source>
        <translation>原建议</translation>
    </message>
    <message>
        <source>suggestion, not confirmed</source>
        <translation>建议，未确认</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>手工</translation>
    </message>
    <message>
        <source>accepted suggestion</source>
        <translation>接受的建议</translation>
    </message>
    <message>
        <source>corrected suggestion</source>
        <translation>修正的建议</translation>
    </message>
    <message>
        <source>propagated</source>
        <translation>批量套用</translation>
    </message>
    <message>
        <source>adjudicated</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>taken over</source>
        <translation>采自他人</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
</context>
<context>
    <name>JobLine</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>Judging</name>
    <message>
        <source>Every case of this document is settled. Space goes on.</source>
        <translation>本文档的分歧都已裁定。按空格继续。</translation>
    </message>
    <message>
        <source>A category is given or not: take a reading.</source>
        <translation>类别只有“有”和“无”，请采用其中一种。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>What does the guideline not say?</source>
        <translation>指南没说清什么？</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>理由？</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>Labels on the digits, acts on the letters</source>
        <translation>标签用数字键，操作用字母键</translation>
    </message>
    <message>
        <source>Home row: labels under the left hand, acts under the right</source>
        <translation>基准键位：左手选标签，右手做操作</translation>
    </message>
    <message>
        <source>Keys of labels that an action has already, so they do not label: {0}</source>
        <translation>这些标签键已是操作的快捷键，因此不用来标注：{0}</translation>
    </message>
</context>
<context>
    <name>LabelActs</name>
    <message>
        <source>The beginning</source>
        <translation>初始版本</translation>
    </message>
    <message>
        <source>{0} added</source>
        <translation>已添加 {0}</translation>
    </message>
    <message>
        <source>{0} changed</source>
        <translation>已修改 {0}</translation>
    </message>
    <message>
        <source>{0} renamed to {1}</source>
        <translation>{0} 已改名为 {1}</translation>
    </message>
    <message>
        <source>Order changed</source>
        <translation>已调整顺序</translation>
    </message>
    <message>
        <source>{0} merged into {1}</source>
        <translation>{0} 已并入 {1}</translation>
    </message>
    <message>
        <source>{0} split: a part is {1} now</source>
        <translation>已拆分 {0}：一部分现为 {1}</translation>
    </message>
    <message>
        <source>{0} deleted, its spans given to {1}</source>
        <translation>已删除 {0}，其标注归入 {1}</translation>
    </message>
    <message>
        <source>{0} deleted</source>
        <translation>已删除 {0}</translation>
    </message>
    <message>
        <source>Imported from {0}</source>
        <translation>已从 {0} 导入</translation>
    </message>
    <message>
        <source>Terms of {0} added: {1}</source>
        <translation>已为 {0} 添加词语：{1}</translation>
    </message>
    <message>
        <source>Nothing stands under it; no document is touched.</source>
        <translation>没有使用它的标注，不影响任何文档。</translation>
    </message>
    <message>
        <source>No span fits; nothing would move.</source>
        <translation>没有符合条件的标注，不会有任何变动。</translation>
    </message>
    <message>
        <source>Marks on documents concerned: {0} · documents: {1}</source>
        <translation>涉及的文档类别标记：{0} · 文档：{1}</translation>
    </message>
    <message>
        <source>Spans concerned: {0} · documents: {1}</source>
        <translation>涉及的标注：{0} · 文档：{1}</translation>
    </message>
    <message>
        <source>    and {0} more</source>
        <translation>    另有 {0} 项</translation>
    </message>
    <message>
        <source>Removed: {0}</source>
        <translation>将删除：{0}</translation>
    </message>
    <message>
        <source>Go up in another that says the same: {0}</source>
        <translation>与同处的相同标注合为一条：{0}</translation>
    </message>
    <message>
        <source>Pairs that overlap under one label then: {0}</source>
        <translation>合并后同一标签下互相重叠：{0} 对</translation>
    </message>
    <message>
        <source>Stay as they are: {0}</source>
        <translation>保持不变：{0}</translation>
    </message>
    <message>
        <source>Suggestions concerned: {0}</source>
        <translation>涉及的建议：{0}</translation>
    </message>
    <message>
        <source>Refusals concerned: {0}</source>
        <translation>涉及的拒绝记录：{0}</translation>
    </message>
    <message>
        <source>In documents that are off the list: {0}</source>
        <translation>位于已移出列表的文档中：{0}</translation>
    </message>
    <message>
        <source>nobody&apos;s</source>
        <translation>无主</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>{0}, set aside</source>
        <translation>{0}（搁置）</translation>
    </message>
    <message>
        <source>{0}: {1} · documents: {2}</source>
        <translation>{0}：{1} · 文档：{2}</translation>
    </message>
    <message>
        <source>finished: {0}</source>
        <translation>已完成：{0}</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>新：{0}</translation>
    </message>
    <message>
        <source>Altered: {0}</source>
        <translation>有变动：{0}</translation>
    </message>
    <message>
        <source>Gone (used nowhere): {0}</source>
        <translation>移除（未被使用）：{0}</translation>
    </message>
    <message>
        <source>The labels stay the same; rules and guideline may differ.</source>
        <translation>标签不变；规则和指南可能不同。</translation>
    </message>
</context>
<context>
    <name>LabelSetDialog</name>
    <message>
        <source>Label set</source>
        <translation>标签集</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>History</source>
        <translation>历史</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Import…</source>
        <translation>导入…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>What</source>
        <translation>对象</translation>
    </message>
</context>
<context>
    <name>Labelling</name>
    <message>
        <source>Merging labels</source>
        <translation>正在合并标签</translation>
    </message>
    <message>
        <source>Splitting a label</source>
        <translation>正在拆分标签</translation>
    </message>
    <message>
        <source>Deleting a label</source>
        <translation>正在删除标签</translation>
    </message>
    <message>
        <source>Importing a label set</source>
        <translation>正在导入标签集</translation>
    </message>
    <message>
        <source>Import a label set</source>
        <translation>导入标签集</translation>
    </message>
    <message>
        <source>Label sets (*.toml)</source>
        <translation>标签集 (*.toml)</translation>
    </message>
    <message>
        <source>Export the label set into a folder</source>
        <translation>把标签集导出到文件夹</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
</context>
<context>
    <name>LabelsPanel</name>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>Layers</name>
    <message>
        <source>my own</source>
        <translation>我自己的</translation>
    </message>
    <message>
        <source>compared with: {0}</source>
        <translation>比较对象：{0}</translation>
    </message>
    <message>
        <source>being read</source>
        <translation>正在读取</translation>
    </message>
    <message>
        <source>basis of the comparison</source>
        <translation>比较基准</translation>
    </message>
    <message>
        <source>{0} differ</source>
        <translation>{0} 处不同</translation>
    </message>
    <message>
        <source>no difference</source>
        <translation>没有不同</translation>
    </message>
    <message>
        <source>A click goes to the next difference</source>
        <translation>点击转到下一处不同</translation>
    </message>
    <message>
        <source>In hand</source>
        <translation>手头</translation>
    </message>
    <message>
        <source>not marked</source>
        <translation>未标</translation>
    </message>
</context>
<context>
    <name>LayersMenu</name>
    <message>
        <source>Compared with</source>
        <translation>比较对象</translation>
    </message>
    <message>
        <source>Annotators see this too where they have finished</source>
        <translation>标注者完成某篇后也能看到他人对该篇的标注</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>标注层</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>imported gold</source>
        <translation>导入的金标</translation>
    </message>
    <message>
        <source>Others&apos; work is shown when you have finished this document</source>
        <translation>您完成本篇之后，才会显示他人的标注</translation>
    </message>
    <message>
        <source>Only reviewers see others&apos; work in this project</source>
        <translation>本项目中只有审阅者能看他人的标注</translation>
    </message>
    <message>
        <source>Nobody else has worked on this document</source>
        <translation>还没有别人标注过本篇</translation>
    </message>
</context>
<context>
    <name>Leafing</name>
    <message>
        <source>This document has only just come up. {0} finishes it.</source>
        <translation>这篇刚刚打开。再按 {0} 即可完成。</translation>
    </message>
    <message>
        <source>Suggestions are still being made here. Finish in a moment.</source>
        <translation>这篇的建议还在生成，请稍候再完成。</translation>
    </message>
    <message>
        <source>“{0}” was removed from the project.</source>
        <translation>已将“{0}”移出项目。</translation>
    </message>
    <message>
        <source>Finished; suggestions confirmed: {0}</source>
        <translation>已完成；随之确认的建议：{0}</translation>
    </message>
    <message>
        <source>All documents are finished. {0} exports them.</source>
        <translation>全部文章已完成。按 {0} 导出。</translation>
    </message>
</context>
<context>
    <name>Learning</name>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
</context>
<context>
    <name>LearningPage</name>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Scores and thresholds</source>
        <translation>分数与阈值</translation>
    </message>
    <message>
        <source>Corrections</source>
        <translation>修正</translation>
    </message>
    <message>
        <source>Blind sample</source>
        <translation>盲样</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Each document that you finish is a test of what had been suggested in it before you began: what stood, what was changed, what was missing. Finish the first one, and this page begins to fill.</source>
        <translation>每完成一篇文档，就检验了一次开始之前的建议：哪些保留，哪些改动，哪些遗漏。完成第一篇，这里就开始有内容。</translation>
    </message>
    <message>
        <source>Finished documents that are no test: {0}. When they were begun nothing had been suggested in them, or they were finished elsewhere. The next one that you finish here is the first.</source>
        <translation>已完成的 {0} 篇不能算检验：开始时还没有建议，或者是在别处完成的。在这里完成的下一篇就是第一次检验。</translation>
    </message>
    <message>
        <source>Finished documents: {0}, each a test of what had been suggested in it before anybody began.</source>
        <translation>已完成 {0} 篇，每一篇都检验了开始之前的建议。</translation>
    </message>
    <message>
        <source>Others, which are no test: {0}. Nothing had been suggested in them, or they were finished elsewhere.</source>
        <translation>另有 {0} 篇不能算检验：当时还没有建议，或者是在别处完成的。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Document categories</source>
        <translation>文档分类</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Guideline</source>
        <translation>标注规范</translation>
    </message>
    <message>
        <source>Notes</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具栏</translation>
    </message>
</context>
<context>
    <name>Measures</name>
    <message>
        <source>span F1</source>
        <translation>标注 F1</translation>
    </message>
    <message>
        <source>F1 relaxed</source>
        <translation>宽松 F1</translation>
    </message>
    <message>
        <source>α unitizing</source>
        <translation>α（切分）</translation>
    </message>
    <message>
        <source>Spans that both have with the same start, end and label.</source>
        <translation>两人起点、终点和标签都相同的标注。</translation>
    </message>
    <message>
        <source>A span counts as found if the other has one of its label that shares a character.</source>
        <translation>只要对方有同标签且至少共有一个字的标注，就算找到。</translation>
    </message>
    <message>
        <source>Characters: agreement beyond chance of two people; of more, the mean over pairs.</source>
        <translation>按字计算：两人超出偶然的一致程度；多人时取各对的平均。</translation>
    </message>
    <message>
        <source>Characters: agreement beyond chance of any number of people.</source>
        <translation>按字计算：任意人数超出偶然的一致程度。</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s α over characters; numbers of people may differ.</source>
        <translation>按字计算的 Krippendorff α；各篇人数可以不同。</translation>
    </message>
    <message>
        <source>Krippendorff&apos;s α: whether the same units are cut out of the text.</source>
        <translation>Krippendorff α（切分）：是否从文中切出同样的单元。</translation>
    </message>
    <message>
        <source>Mathet&apos;s γ: position and label in one, against random annotations.</source>
        <translation>Mathet 的 γ：位置与标签合在一起，与随机标注相比。</translation>
    </message>
</context>
<context>
    <name>MentionsDialog</name>
    <message>
        <source>Every identical mention</source>
        <translation>全部相同提及</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>前文</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>提及</translation>
    </message>
    <message>
        <source>After</source>
        <translation>后文</translation>
    </message>
    <message>
        <source>Stands there</source>
        <translation>已有标注</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>In this document</source>
        <translation>本篇文档</translation>
    </message>
    <message>
        <source>In the whole project</source>
        <translation>整个项目</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>操作</translation>
    </message>
    <message>
        <source>Label these places</source>
        <translation>标注这些位置</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Relabel what stands there</source>
        <translation>改已有的标签</translation>
    </message>
    <message>
        <source>Reject suggestions</source>
        <translation>拒绝建议</translation>
    </message>
    <message>
        <source>Remove spans</source>
        <translation>删除标注</translation>
    </message>
    <message>
        <source>Space ticks · P project · L R X D act · Enter applies · G goes there</source>
        <translation>空格勾选 · P 切换范围 · L R X D 换操作 · 回车执行 · G 前往</translation>
    </message>
    <message>
        <source>Nothing to do at the places found ({0}).</source>
        <translation>找到的 {0} 处都无需改动。</translation>
    </message>
    <message>
        <source>Label {0}</source>
        <translation>标注 {0} 处</translation>
    </message>
    <message>
        <source>Relabel {0}</source>
        <translation>改标签 {0} 处</translation>
    </message>
    <message>
        <source>Reject {0}</source>
        <translation>拒绝 {0} 处</translation>
    </message>
    <message>
        <source>Remove {0}</source>
        <translation>删除 {0} 处</translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>“{0}”</translation>
    </message>
    <message>
        <source>Looking, documents: {0} of {1}</source>
        <translation>正在查找：{0} / {1} 篇</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>page furniture</source>
        <translation>页面杂项</translation>
    </message>
    <message>
        <source>overlaps {0}</source>
        <translation>与{0}重叠</translation>
    </message>
    <message>
        <source>Ticked: {0} of {1}</source>
        <translation>已勾选：{0}/{1}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Go</source>
        <translation>转到</translation>
    </message>
    <message>
        <source>Span</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>审阅</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge categories</source>
        <translation>合并类别</translation>
    </message>
    <message>
        <source>Merge labels</source>
        <translation>合并标签</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>These become one</source>
        <translation>合为一个的有</translation>
    </message>
    <message>
        <source>This one stays</source>
        <translation>保留的是</translation>
    </message>
    <message>
        <source>These become one (Space ticks):</source>
        <translation>下列各项合为一个（空格键勾选）：</translation>
    </message>
    <message>
        <source>This one stays:</source>
        <translation>保留：</translation>
    </message>
    <message>
        <source>Tick at least one more that goes up in the one that stays.</source>
        <translation>请至少再勾选一项并入保留项。</translation>
    </message>
</context>
<context>
    <name>Messages</name>
    <message>
        <source>Something went wrong</source>
        <translation>出错了</translation>
    </message>
    <message>
        <source>This is a fault of the program. What was shown as saved is saved.</source>
        <translation>这是程序的错误。显示为已保存的内容都已保存。</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>label a span</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>change a label</source>
        <translation>改标签</translation>
    </message>
    <message>
        <source>move an edge</source>
        <translation>移动边界</translation>
    </message>
    <message>
        <source>split a span</source>
        <translation>拆分标注</translation>
    </message>
    <message>
        <source>merge spans</source>
        <translation>合并标注</translation>
    </message>
    <message>
        <source>delete a span</source>
        <translation>删除标注</translation>
    </message>
    <message>
        <source>accept</source>
        <translation>接受</translation>
    </message>
    <message>
        <source>reject</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>set a category</source>
        <translation>设置分类</translation>
    </message>
    <message>
        <source>take a reading over</source>
        <translation>采用他人的标法</translation>
    </message>
    <message>
        <source>change who sees others&apos; work</source>
        <translation>更改谁能看他人的标注</translation>
    </message>
    <message>
        <source>finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>set a zone</source>
        <translation>设置版面区</translation>
    </message>
    <message>
        <source>change the title</source>
        <translation>修改标题</translation>
    </message>
    <message>
        <source>split the document</source>
        <translation>拆分文档</translation>
    </message>
    <message>
        <source>remove the document</source>
        <translation>移除文档</translation>
    </message>
    <message>
        <source>label mentions</source>
        <translation>批量标注</translation>
    </message>
    <message>
        <source>relabel mentions</source>
        <translation>改相同提及的标签</translation>
    </message>
    <message>
        <source>reject mentions</source>
        <translation>拒绝相同提及</translation>
    </message>
    <message>
        <source>remove mentions</source>
        <translation>删除相同提及</translation>
    </message>
    <message>
        <source>import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>change what is suggested</source>
        <translation>调整建议</translation>
    </message>
    <message>
        <source>settle a case</source>
        <translation>裁定分歧</translation>
    </message>
    <message>
        <source>accept readings</source>
        <translation>批量采纳</translation>
    </message>
    <message>
        <source>approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>assign documents</source>
        <translation>分派文档</translation>
    </message>
    <message>
        <source>hand out</source>
        <translation>发放</translation>
    </message>
    <message>
        <source>collect</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>settle what was set aside</source>
        <translation>处理搁置的标注</translation>
    </message>
    <message>
        <source>change a role</source>
        <translation>更改角色</translation>
    </message>
    <message>
        <source>mark as unsure</source>
        <translation>标为存疑</translation>
    </message>
    <message>
        <source>no longer unsure</source>
        <translation>取消存疑</translation>
    </message>
    <message>
        <source>write a note</source>
        <translation>写批注</translation>
    </message>
    <message>
        <source>answer a note</source>
        <translation>回复批注</translation>
    </message>
    <message>
        <source>change a note</source>
        <translation>修改批注</translation>
    </message>
    <message>
        <source>delete a note</source>
        <translation>删除批注</translation>
    </message>
    <message>
        <source>resolve a note</source>
        <translation>解决批注</translation>
    </message>
    <message>
        <source>reopen a note</source>
        <translation>重新打开批注</translation>
    </message>
    <message>
        <source>mend spans</source>
        <translation>修正标注</translation>
    </message>
    <message>
        <source>dismiss a finding</source>
        <translation>忽略一处发现</translation>
    </message>
    <message>
        <source>bring a finding back</source>
        <translation>恢复一处发现</translation>
    </message>
    <message>
        <source>add a label</source>
        <translation>添加标签</translation>
    </message>
    <message>
        <source>change a label&apos;s looks</source>
        <translation>修改标签信息</translation>
    </message>
    <message>
        <source>rename a label</source>
        <translation>重命名标签</translation>
    </message>
    <message>
        <source>reorder the labels</source>
        <translation>调整标签顺序</translation>
    </message>
    <message>
        <source>merge labels</source>
        <translation>合并标签</translation>
    </message>
    <message>
        <source>split a label</source>
        <translation>拆分标签</translation>
    </message>
    <message>
        <source>delete a label</source>
        <translation>删除标签</translation>
    </message>
    <message>
        <source>add to the terms</source>
        <translation>加入术语</translation>
    </message>
    <message>
        <source>import a label set</source>
        <translation>导入标签集</translation>
    </message>
</context>
<context>
    <name>Models</name>
    <message>
        <source>Rebuild from the data</source>
        <translation>根据数据重新生成</translation>
    </message>
    <message>
        <source>The model of this project</source>
        <translation>本项目的模型</translation>
    </message>
    <message>
        <source>documents learned from</source>
        <translation>学习的文档数</translation>
    </message>
    <message>
        <source>F1 on the latest documents</source>
        <translation>在最新文档上的 F1</translation>
    </message>
    <message>
        <source>Draw the learning curve</source>
        <translation>绘制学习曲线</translation>
    </message>
    <message>
        <source>Would more documents help?</source>
        <translation>再多标一些有用吗？</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Spans checked</source>
        <translation>检验标注</translation>
    </message>
    <message>
        <source>Acts, rules</source>
        <translation>规则需操作</translation>
    </message>
    <message>
        <source>Acts, learned</source>
        <translation>模型需操作</translation>
    </message>
    <message>
        <source>The gate chose</source>
        <translation>择优采用</translation>
    </message>
    <message>
        <source>What the gate chose for each label</source>
        <translation>各标签择优采用了什么</translation>
    </message>
    <message>
        <source>Nothing has been learned yet. The first model is made when a document is finished, in the background, and again after each further one.</source>
        <translation>还没有学到什么。完成一篇文档后，会在后台生成第一个模型，此后每完成一篇更新一次。</translation>
    </message>
    <message>
        <source>The model&apos;s file is damaged and is not used. It can be made anew from the data.</source>
        <translation>模型文件已损坏，没有使用。可以根据数据重新生成。</translation>
    </message>
    <message>
        <source>Trained {0}. Documents: {1}, characters: {2}.</source>
        <translation>训练于 {0}，数据为 {1} 篇文档、{2} 字。</translation>
    </message>
    <message>
        <source>Tried on the latest documents ({0}): F1 {1} from none, {2} from {3}.</source>
        <translation>在最新的 {0} 篇上检验：不学习时 F1 为 {1}，学习 {3} 篇后为 {2}。</translation>
    </message>
    <message>
        <source>It is used; the gate decides label by label.</source>
        <translation>已采用；按标签逐个择优。</translation>
    </message>
    <message>
        <source>It is not used: by the latest corrections the rules alone are better or as good.</source>
        <translation>未采用：从最近的修正看，只用规则更好或一样好。</translation>
    </message>
    <message>
        <source>Mean error of its scores on documents it had not seen: {0}.</source>
        <translation>在未见过的文档上，分数的平均误差：{0}。</translation>
    </message>
    <message>
        <source>Label set version {0}, program {1}, seed {2}, data {3}, {4} kB.</source>
        <translation>标签集版本 {0}，程序 {1}，种子 {2}，数据 {3}，{4} kB。</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Models are trained on ever more of the finished documents and tried on the latest ones, which none of them has seen. That takes some seconds in the background.</source>
        <translation>用越来越多的已完成文档训练模型，再在它们都没见过的最新文档上检验。在后台进行，需要几秒。</translation>
    </message>
    <message>
        <source>rules and learning</source>
        <translation>规则加学习</translation>
    </message>
    <message>
        <source>rules alone</source>
        <translation>只用规则</translation>
    </message>
</context>
<context>
    <name>Moving</name>
    <message>
        <source>Every case is settled. Ctrl+E exports the gold layer.</source>
        <translation>全部分歧都已裁定。按 Ctrl+E 导出金标层。</translation>
    </message>
</context>
<context>
    <name>NoteCard</name>
    <message>
        <source>(taken away by its author)</source>
        <translation>（作者已删除）</translation>
    </message>
    <message>
        <source>The whole document</source>
        <translation>整篇文档</translation>
    </message>
    <message>
        <source>this span is gone</source>
        <translation>这处标注已不在</translation>
    </message>
    <message>
        <source>about the work of {0}</source>
        <translation>关于{0}的标注</translation>
    </message>
    <message>
        <source>for everybody</source>
        <translation>所有人可见</translation>
    </message>
    <message>
        <source>resolved by {0} · {1}</source>
        <translation>{0} 已解决 · {1}</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>Reopen</source>
        <translation>重新打开</translation>
    </message>
    <message>
        <source>Resolve</source>
        <translation>解决</translation>
    </message>
</context>
<context>
    <name>NoteEditor</name>
    <message>
        <source>Note</source>
        <translation>批注</translation>
    </message>
    <message>
        <source>Enter saves, Shift+Enter begins a new line</source>
        <translation>回车保存，Shift+回车换行</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>New note</source>
        <translation>新批注</translation>
    </message>
    <message>
        <source>On the span in focus, else the selection, else the whole document (T)</source>
        <translation>写在当前标注上；没有则写在所选文字上；再没有则写在整篇上（T）</translation>
    </message>
    <message>
        <source>Open {0} · resolved {1}</source>
        <translation>未解决 {0} · 已解决 {1}</translation>
    </message>
    <message>
        <source>No notes here yet. Press T to write one on the span in focus or the selection.</source>
        <translation>这里还没有批注。按 T 给当前标注或所选文字写一条。</translation>
    </message>
    <message>
        <source>No document is open.</source>
        <translation>没有打开的文档。</translation>
    </message>
    <message>
        <source>Resolved: {0}</source>
        <translation>已解决：{0}</translation>
    </message>
    <message>
        <source>Show more ({0})</source>
        <translation>再显示一些（{0}）</translation>
    </message>
    <message>
        <source>Answer to {0}: {1}</source>
        <translation>回复{0}：{1}</translation>
    </message>
    <message>
        <source>Change the note</source>
        <translation>修改批注</translation>
    </message>
</context>
<context>
    <name>Notice</name>
    <message>
        <source>Close this notice</source>
        <translation>关闭通知</translation>
    </message>
</context>
<context>
    <name>Noting</name>
    <message>
        <source>On the whole document</source>
        <translation>针对整篇文档</translation>
    </message>
    <message>
        <source>On “{0}”</source>
        <translation>针对“{0}”</translation>
    </message>
    <message>
        <source>The note was deleted.</source>
        <translation>批注已删除。</translation>
    </message>
    <message>
        <source>No note waits here.</source>
        <translation>没有待处理的批注。</translation>
    </message>
    <message>
        <source>No span is marked as unsure.</source>
        <translation>没有标为存疑的标注。</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Offsets count</source>
        <translation>偏移量单位</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>First row is names</source>
        <translation>首行为列名</translation>
    </message>
    <message>
        <source>Separator</source>
        <translation>分隔符</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版式</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标注体系</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>每行</translation>
    </message>
    <message>
        <source>-DOCSTART-</source>
        <translation>-DOCSTART-</translation>
    </message>
    <message>
        <source>A document is</source>
        <translation>一篇文章是</translation>
    </message>
    <message>
        <source>Overlaps</source>
        <translation>重叠标注</translation>
    </message>
    <message>
        <source>Spans in pieces</source>
        <translation>不连续标注</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果种类</translation>
    </message>
    <message>
        <source>Tokens</source>
        <translation>词元</translation>
    </message>
    <message>
        <source>Span group</source>
        <translation>标注组</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>工作表</translation>
    </message>
</context>
<context>
    <name>OverTime</name>
    <message>
        <source>Which label</source>
        <translation>哪个标签</translation>
    </message>
    <message>
        <source>Which source</source>
        <translation>哪个来源</translation>
    </message>
    <message>
        <source>documents finished</source>
        <translation>已完成的文档</translation>
    </message>
    <message>
        <source>exact spans</source>
        <translation>完全一致</translation>
    </message>
    <message>
        <source>acts per span</source>
        <translation>每个标注的操作数</translation>
    </message>
    <message>
        <source>No finished document has been a test yet.</source>
        <translation>还没有完成的文档可供检验。</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Wrong</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>遗漏</translation>
    </message>
    <message>
        <source>Figures by label and source</source>
        <translation>按标签和来源的数字</translation>
    </message>
    <message>
        <source>All labels</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>precision</source>
        <translation>精确率</translation>
    </message>
    <message>
        <source>recall</source>
        <translation>召回率</translation>
    </message>
    <message>
        <source>acts per span, all labels</source>
        <translation>每个标注的操作数（全部标签）</translation>
    </message>
    <message>
        <source>Documents in each point: {0}, the last ones. Without any suggestion a span costs 2 acts.</source>
        <translation>每个点为最近 {0} 篇合计。没有建议时，每个标注需 2 次操作。</translation>
    </message>
</context>
<context>
    <name>Pages</name>
    <message>
        <source>Annotate</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Adjudicate</source>
        <translation>裁定</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>进度板</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>学习</translation>
    </message>
    <message>
        <source>Consistency</source>
        <translation>排查</translation>
    </message>
</context>
<context>
    <name>Patterns</name>
    <message>
        <source>{0} (at character {1})</source>
        <translation>{0}（第 {1} 个字符）</translation>
    </message>
    <message>
        <source>A closing ) is missing</source>
        <translation>缺少右括号 )</translation>
    </message>
    <message>
        <source>A closing ] is missing</source>
        <translation>缺少右方括号 ]</translation>
    </message>
    <message>
        <source>A closing &gt; is missing</source>
        <translation>缺少右尖括号 &gt;</translation>
    </message>
    <message>
        <source>There is nothing to repeat</source>
        <translation>没有可以重复的内容</translation>
    </message>
    <message>
        <source>A ) has no opening (</source>
        <translation>右括号 ) 没有对应的左括号 (</translation>
    </message>
    <message>
        <source>A \ stands at the end</source>
        <translation>末尾有一个多余的 \</translation>
    </message>
    <message>
        <source>A range of characters runs backwards</source>
        <translation>字符范围前后颠倒</translation>
    </message>
    <message>
        <source>The expression is too long</source>
        <translation>表达式太长</translation>
    </message>
</context>
<context>
    <name>PeopleButton</name>
    <message>
        <source>everybody</source>
        <translation>所有人</translation>
    </message>
    <message>
        <source>Between: {0}</source>
        <translation>比较：{0}</translation>
    </message>
</context>
<context>
    <name>PeopleTable</name>
    <message>
        <source>Person</source>
        <translation>人员</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>角色</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Min. each</source>
        <translation>分钟/篇</translation>
    </message>
    <message>
        <source>File handed out</source>
        <translation>任务文件发出</translation>
    </message>
    <message>
        <source>How far</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Documents that were assigned to this person, or begun without that</source>
        <translation>分派给此人的文档，以及未经分派而已开始的文档</translation>
    </message>
    <message>
        <source>Minutes of work for each finished document, as far as it was done in this database; pauses over two minutes do not count</source>
        <translation>每篇已完成文档所用的分钟数（只计在本数据库中的操作；停顿超过两分钟不计）</translation>
    </message>
    <message>
        <source>When a file was last made for this person to work in</source>
        <translation>最近一次为此人生成任务文件的时间</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
</context>
<context>
    <name>Picker</name>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>New: {0}</source>
        <translation>新：{0}</translation>
    </message>
</context>
<context>
    <name>Pointing</name>
    <message>
        <source>No span in this clause could reach there.</source>
        <translation>这个小句里没有可以延伸到那里的标注。</translation>
    </message>
</context>
<context>
    <name>PreferencesDialog</name>
    <message>
        <source>Preferences</source>
        <translation>偏好设置</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
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
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>High</source>
        <translation>高</translation>
    </message>
    <message>
        <source>The label set&apos;s own</source>
        <translation>标签集自带</translation>
    </message>
    <message>
        <source>Told apart by colour-blind people too</source>
        <translation>色觉障碍者也能分辨</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Contrast</source>
        <translation>对比度</translation>
    </message>
    <message>
        <source>Colours of labels</source>
        <translation>标签颜色</translation>
    </message>
    <message>
        <source>Font of the text</source>
        <translation>正文字体</translation>
    </message>
    <message>
        <source>Size, in points</source>
        <translation>字号（磅）</translation>
    </message>
    <message>
        <source>Leading</source>
        <translation>行距</translation>
    </message>
    <message>
        <source>Width of the text, in characters</source>
        <translation>版心宽度（字）</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>不显示</translation>
    </message>
    <message>
        <source>In the status line</source>
        <translation>在状态栏显示</translation>
    </message>
    <message>
        <source>Spans a minute, actions a span</source>
        <translation>每分钟标注数、每处动作数</translation>
    </message>
    <message>
        <source>A change of language shows when the program starts again.</source>
        <translation>语言的改动在重新启动后生效。</translation>
    </message>
</context>
<context>
    <name>ReleaseDialog</name>
    <message>
        <source>Release</source>
        <translation>发布</translation>
    </message>
    <message>
        <source>for example 1.0</source>
        <translation>例如 1.0</translation>
    </message>
    <message>
        <source>for example cc-by-4.0</source>
        <translation>例如 cc-by-4.0</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Whose finished documents</source>
        <translation>谁完成的文档</translation>
    </message>
    <message>
        <source>Splits</source>
        <translation>划分</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>随机种子</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Finished documents are frozen with label set, guideline, splits, a card and checksums. The same data and seed give the same files.</source>
        <translation>已完成的文档连同标签集、标注规范、划分、说明卡和校验和一起固定下来。同样的数据和种子得到同样的文件。</translation>
    </message>
    <message>
        <source>gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>A release needs a name.</source>
        <translation>发布版需要名称。</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>spans</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>suggestions</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>layers</source>
        <translation>标注层</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>行</translation>
    </message>
    <message>
        <source>states</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>characters</source>
        <translation>字符</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>altered</source>
        <translation>改动</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒收</translation>
    </message>
    <message>
        <source>Taken: {0}</source>
        <translation>接收：{0}</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>What</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Copy the list</source>
        <translation>复制清单</translation>
    </message>
</context>
<context>
    <name>ReportPage</name>
    <message>
        <source>A choice of people changes the figures, the lists behind them and an exported report, nothing else: “Progress” shows everybody, and all finished work counts for gold.</source>
        <translation>选择人员只影响指标、指标背后的清单和导出的报告：“进度”仍显示所有人，金标仍采用所有已完成的标注。</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>混淆矩阵</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Finished documents by day</source>
        <translation>每日完成的文档</translation>
    </message>
    <message>
        <source>All differences</source>
        <translation>全部差异</translation>
    </message>
    <message>
        <source>Spans</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Pairs</source>
        <translation>两两之间</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>两人</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>All categories</source>
        <translation>全部分类</translation>
    </message>
    <message>
        <source>Over time</source>
        <translation>随时间</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Agreement</source>
        <translation>一致性</translation>
    </message>
    <message>
        <source>Measure again</source>
        <translation>重新计算</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>导出…</translation>
    </message>
    <message>
        <source>Board</source>
        <translation>进度板</translation>
    </message>
    <message>
        <source>Nothing can be compared yet. This page tells how far people say the same, as soon as two of them have finished the same document.

Assign documents to two people each on the board, or import somebody else&apos;s work on the same texts from any format.</source>
        <translation>目前还没有可比较的标注。只要有两个人完成了同一篇文档，这里就会说明大家标得有多一致。

请在进度板上把每篇文档分派给两个人，或从任意格式导入他人对相同文本的标注。</translation>
    </message>
    <message>
        <source>Assign documents…</source>
        <translation>分派文档…</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在计算…</translation>
    </message>
    <message>
        <source>Stopped. “Measure again” goes on.</source>
        <translation>已停止。点“重新计算”继续。</translation>
    </message>
    <message>
        <source>changed since: measure again</source>
        <translation>此后有改动，请重新计算</translation>
    </message>
    <message>
        <source>Documents finished by two people or more: {0} · intervals: 95 % of {1} resamplings of {2} · documents for γ: {3}</source>
        <translation>{0} 篇文档由两人及以上完成 · 区间：对{2}重抽样 {1} 次的 95% · γ 取自 {3} 篇文档</translation>
    </message>
    <message>
        <source>paragraphs</source>
        <translation>段落</translation>
    </message>
    <message>
        <source>documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>the first by name said</source>
        <translation>姓名在前者标为</translation>
    </message>
    <message>
        <source>the other said</source>
        <translation>另一人标为</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>{0} – {1}</source>
        <translation>{0} – {1}</translation>
    </message>
</context>
<context>
    <name>Reporting</name>
    <message>
        <source>Measuring agreement</source>
        <translation>正在计算一致性</translation>
    </message>
    <message>
        <source>Looking for differences</source>
        <translation>正在查找差异</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Web page (*.html);;PDF (*.pdf);;Table (*.csv)</source>
        <translation>网页 (*.html);;PDF (*.pdf);;表格 (*.csv)</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Writing the report</source>
        <translation>正在写报告</translation>
    </message>
</context>
<context>
    <name>ReturnDialog</name>
    <message>
        <source>Return</source>
        <translation>退回</translation>
    </message>
    <message>
        <source>Return “{0}” to {1}</source>
        <translation>把“{0}”退回给 {1}</translation>
    </message>
    <message>
        <source>Why, and what is to be done; the annotator reads it</source>
        <translation>原因以及需要怎样修改；标注员会看到</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>理由</translation>
    </message>
</context>
<context>
    <name>ReviewLine</name>
    <message>
        <source>Approve</source>
        <translation>通过</translation>
    </message>
    <message>
        <source>Return…</source>
        <translation>退回…</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>What was changed</source>
        <translation>改动内容</translation>
    </message>
    <message>
        <source>{0}&apos;s work</source>
        <translation>{0} 的标注</translation>
    </message>
    <message>
        <source>spans {0}</source>
        <translation>标注 {0}</translation>
    </message>
    <message>
        <source>returned before: {0}</source>
        <translation>曾退回：{0}</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} / {1}</translation>
    </message>
    <message>
        <source>Corrected: {0}</source>
        <translation>已更正：{0}</translation>
    </message>
    <message>
        <source>Returned by {0}</source>
        <translation>{0} 退回</translation>
    </message>
    <message>
        <source>Corrected by {0}</source>
        <translation>{0} 已更正</translation>
    </message>
    <message>
        <source>Changes: {0}</source>
        <translation>改动：{0}</translation>
    </message>
    <message>
        <source>{0}: category {1} given</source>
        <translation>{0}：加上分类 {1}</translation>
    </message>
    <message>
        <source>{0}: category {1} taken back</source>
        <translation>{0}：取消分类 {1}</translation>
    </message>
    <message>
        <source>{0}: added {1}</source>
        <translation>{0}：新增 {1}</translation>
    </message>
    <message>
        <source>{0}: removed {1}</source>
        <translation>{0}：删除 {1}</translation>
    </message>
    <message>
        <source>{0}: {1} → {2}</source>
        <translation>{0}：{1} → {2}</translation>
    </message>
</context>
<context>
    <name>Reviewing</name>
    <message>
        <source>Reviewed: all that were drawn.</source>
        <translation>抽取的标注已全部审核。</translation>
    </message>
    <message>
        <source>Approved: {0}, “{1}”</source>
        <translation>已通过：{0}，“{1}”</translation>
    </message>
    <message>
        <source>Returned to {0}: “{1}”</source>
        <translation>已退回给 {0}：“{1}”</translation>
    </message>
    <message>
        <source>Returned to you: {0}</source>
        <translation>退回给您的文档：{0}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>查看</translation>
    </message>
</context>
<context>
    <name>Roles</name>
    <message>
        <source>annotator</source>
        <translation>标注员</translation>
    </message>
    <message>
        <source>reviewer</source>
        <translation>审核员</translation>
    </message>
    <message>
        <source>owner</source>
        <translation>负责人</translation>
    </message>
</context>
<context>
    <name>Scores</name>
    <message>
        <source>score</source>
        <translation>分数</translation>
    </message>
    <message>
        <source>share that was right</source>
        <translation>实际正确的比例</translation>
    </message>
    <message>
        <source>Do the scores mean what they say?</source>
        <translation>分数可信吗？</translation>
    </message>
    <message>
        <source>Suggest only from this score on</source>
        <translation>分数达到多少才建议</translation>
    </message>
    <message>
        <source>What scores less is hidden in the text, for everybody in the project. Finishing a document does not confirm what is hidden; the menu Document can show it.</source>
        <translation>低于此分数的建议在正文中隐藏，对项目中所有人生效。完成文档时不会确认隐藏的建议；“文档”菜单中的“显示隐藏的建议”可以显示它们。</translation>
    </message>
    <message>
        <source>suggestions in finished documents</source>
        <translation>已完成文档中的建议</translation>
    </message>
    <message>
        <source>On average a score is {0} away from the share that was right (suggestions: {1}). On the dashed line a score says just how often such a suggestion is right; below it, scores promise too much. Larger dots stand for more suggestions.</source>
        <translation>分数与实际正确的比例平均相差 {0}（共 {1} 条建议）。落在虚线上，表示分数正好等于正确的比例；在虚线下方，表示分数偏高。点越大，建议越多。</translation>
    </message>
    <message>
        <source>When documents are finished, each score is compared with what people decided.</source>
        <translation>文档完成后，每个分数都会与人的决定对照。</translation>
    </message>
</context>
<context>
    <name>SettleDialog</name>
    <message>
        <source>Set aside</source>
        <translation>搁置的版本</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>差异</translation>
    </message>
    <message>
        <source>Take the file&apos;s</source>
        <translation>采用文件中的</translation>
    </message>
    <message>
        <source>Keep what is here</source>
        <translation>保留这里的</translation>
    </message>
    <message>
        <source>Open the document</source>
        <translation>打开文档</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>标注人</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>这里</translation>
    </message>
    <message>
        <source>In the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>These came back in a file, but the same work was changed here as well. Nothing is lost either way: what is not taken is kept, and undo brings it back.</source>
        <translation>这些标注随文件交回，但同一份标注在这里也改动过。无论怎样选都不会丢失：未采用的会保留，撤销即可恢复。</translation>
    </message>
    <message>
        <source>Nothing is set aside.</source>
        <translation>没有搁置的版本。</translation>
    </message>
    <message>
        <source>spans {0}, {1}</source>
        <translation>标注 {0}，{1}</translation>
    </message>
    <message>
        <source>here</source>
        <translation>这里</translation>
    </message>
    <message>
        <source>in the file</source>
        <translation>文件中</translation>
    </message>
    <message>
        <source>The spans are the same; refusals or categories differ. File of {0}.</source>
        <translation>标注相同；拒绝或分类不同。文件生成于 {0}。</translation>
    </message>
    <message>
        <source>Places that differ: {0}. File of {1}.</source>
        <translation>不同之处：{0}。文件生成于 {1}。</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
</context>
<context>
    <name>Shaping</name>
    <message>
        <source>No quotes or brackets stand around this in its line.</source>
        <translation>这一行里，它的外面没有引号或括号。</translation>
    </message>
    <message>
        <source>A single character cannot be split.</source>
        <translation>单个字无法拆分。</translation>
    </message>
    <message>
        <source>No span stands beside it in this sentence.</source>
        <translation>这一句里，旁边没有可以合并的标注。</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Categories</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Drag to reorder, or Alt with the arrow keys</source>
        <translation>拖动排序，或按 Alt 加方向键</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Merge…</source>
        <translation>合并…</translation>
    </message>
    <message>
        <source>Split…</source>
        <translation>拆分…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>No category yet. A category says something of a whole document: “Add” makes one.</source>
        <translation>还没有类别。类别说明整篇文档的属性，点“添加”新建。</translation>
    </message>
    <message>
        <source>No label yet. “Add” makes one; “Import…” takes a schema.toml.</source>
        <translation>还没有标签。点“添加”新建，或用“导入…”读取 schema.toml。</translation>
    </message>
    <message>
        <source>category</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>LABEL</source>
        <translation>标签</translation>
    </message>
</context>
<context>
    <name>ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Layout</source>
        <translation>版式</translation>
    </message>
    <message>
        <source>Type to find</source>
        <translation>输入以查找</translation>
    </message>
    <message>
        <source>Kept in {0}, which may be edited as well</source>
        <translation>保存在 {0}，也可以直接编辑该文件</translation>
    </message>
    <message>
        <source>All as the layout has them</source>
        <translation>全部恢复为方案默认</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>正文</translation>
    </message>
    <message>
        <source>Move the caret; Shift selects</source>
        <translation>移动光标；按住 Shift 选择</translation>
    </message>
    <message>
        <source>Select characters freely with the mouse</source>
        <translation>用鼠标按字自由选择</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Category</source>
        <translation>分类</translation>
    </message>
    <message>
        <source>While one points</source>
        <translation>指字时</translation>
    </message>
    <message>
        <source>Give it or take it back, by its place</source>
        <translation>按排列位置给出或收回</translation>
    </message>
    <message>
        <source>Go to the place that shows a key</source>
        <translation>到显示该键的地方</translation>
    </message>
    <message>
        <source>The key</source>
        <translation>该键</translation>
    </message>
    <message>
        <source>Strike it out; of a word&apos;s clause select the rest</source>
        <translation>划去；在词上则选到小句末</translation>
    </message>
    <message>
        <source>Reach as far as there; give a word to the span beside it</source>
        <translation>延伸到该处；把词并入旁边的标注</translation>
    </message>
    <message>
        <source>Show keys further on; back again</source>
        <translation>往后显示；往回显示</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>What</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Also wanted by</source>
        <translation>同时被占用</translation>
    </message>
    <message>
        <source>Press the new key</source>
        <translation>按下新的按键</translation>
    </message>
    <message>
        <source>In place of the others</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>As well</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>No key</source>
        <translation>清除</translation>
    </message>
    <message>
        <source>Usual</source>
        <translation>默认</translation>
    </message>
    <message>
        <source>Keys that several want: {0}. Of two actions neither hears it; an action goes before a label.</source>
        <translation>有冲突的按键：{0}。两个操作冲突时都不生效；操作与标签冲突时操作优先。</translation>
    </message>
    <message>
        <source>the system, or the text</source>
        <translation>系统或正文</translation>
    </message>
</context>
<context>
    <name>SittingLine</name>
    <message>
        <source>This sitting: {0}</source>
        <translation>本次：{0}</translation>
    </message>
    <message>
        <source>{0} a minute</source>
        <translation>每分钟 {0}</translation>
    </message>
    <message>
        <source>{0} actions each</source>
        <translation>每处 {0} 个动作</translation>
    </message>
    <message>
        <source>Spans that stand now and did not before this sitting, those confirmed by finishing among them: {0}. Documents finished: {1}. Actions: {2} (by hand 2, any other decision, undo or redo 1, finishing 0). Work: {3} min; of a pause {4} s at most count.</source>
        <translation>本次新增的标注（含完成时确认的）：{0} 处。完成文档：{1} 篇。动作：{2}（手工标注计 2，其他决定、撤销、重做计 1，完成计 0）。工作：{3} 分钟；每次停顿最多计 {4} 秒。</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>All sources</source>
        <translation>全部来源</translation>
    </message>
    <message>
        <source>term lists</source>
        <translation>术语表</translation>
    </message>
    <message>
        <source>patterns</source>
        <translation>模式</translation>
    </message>
    <message>
        <source>names of people</source>
        <translation>人名规则</translation>
    </message>
    <message>
        <source>endings of names</source>
        <translation>词尾规则</translation>
    </message>
    <message>
        <source>names put together</source>
        <translation>拼出的名称</translation>
    </message>
    <message>
        <source>phrases</source>
        <translation>短语</translation>
    </message>
    <message>
        <source>measures</source>
        <translation>举措</translation>
    </message>
    <message>
        <source>words</source>
        <translation>词典</translation>
    </message>
    <message>
        <source>found elsewhere in the document</source>
        <translation>文中他处</translation>
    </message>
    <message>
        <source>LAC</source>
        <translation>LAC</translation>
    </message>
    <message>
        <source>learned</source>
        <translation>学得</translation>
    </message>
    <message>
        <source>decided before</source>
        <translation>以往的决定</translation>
    </message>
    <message>
        <source>imported</source>
        <translation>导入</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message>
        <source>Split “{0}”</source>
        <translation>拆分“{0}”</translation>
    </message>
    <message>
        <source>Split</source>
        <translation>拆分</translation>
    </message>
    <message>
        <source>Which spans go</source>
        <translation>移出哪些标注</translation>
    </message>
    <message>
        <source>end with one of these words</source>
        <translation>以下列词语结尾</translation>
    </message>
    <message>
        <source>match this expression</source>
        <translation>符合此表达式</translation>
    </message>
    <message>
        <source>are ticked below</source>
        <translation>在下面勾选</translation>
    </message>
    <message>
        <source>Endings or expression</source>
        <translation>词尾或表达式</translation>
    </message>
    <message>
        <source>They go to</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>a new key, or a label that is there</source>
        <translation>新键，或已有的标签</translation>
    </message>
    <message>
        <source>Quotes under this label</source>
        <translation>此标签下的文字</translation>
    </message>
    <message>
        <source>Spans whose words</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>go to</source>
        <translation>归入</translation>
    </message>
    <message>
        <source>for example: 局 委员会</source>
        <translation>例如：局 委员会</translation>
    </message>
    <message>
        <source>for example: ^第.*届</source>
        <translation>例如：^第.*届</translation>
    </message>
    <message>
        <source>Say where they go: type a new key, or choose a label.</source>
        <translation>请说明归入何处：输入新键或选择标签。</translation>
    </message>
    <message>
        <source>Say which spans go.</source>
        <translation>请说明移出哪些标注。</translation>
    </message>
</context>
<context>
    <name>States</name>
    <message>
        <source>new</source>
        <translation>未开始</translation>
    </message>
    <message>
        <source>in progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>returned</source>
        <translation>已退回</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>已通过</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Switch annotator</source>
        <translation>切换标注者</translation>
    </message>
    <message>
        <source>finished · {reopen} reopens</source>
        <translation>已完成 · {reopen} 重新打开</translation>
    </message>
    <message>
        <source>its key goes there · Shift strikes out · Alt reaches there · Space further · Esc</source>
        <translation>按字母到该处 · Shift 划去 · Alt 延伸到该处 · 空格往后 · Esc 退出</translation>
    </message>
    <message>
        <source>{next} next suggestion · select, then a label&apos;s key · {finish} finish</source>
        <translation>{next} 下一处建议 · 选中文字后按标签键 · {finish} 完成</translation>
    </message>
    <message>
        <source>{accept} accept · {reject} reject · label&apos;s key · {edges} edges · {finish} finish</source>
        <translation>{accept} 接受 · {reject} 拒绝 · 标签键 · {edges} 调边界 · {finish} 完成</translation>
    </message>
    <message>
        <source>label&apos;s key · {edges} edges · {delete} delete · {next} next suggestion</source>
        <translation>标签键 · {edges} 调边界 · {delete} 删除 · {next} 下一处建议</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>可撤销：{0}</translation>
    </message>
    <message>
        <source>Finished {0} of {1}</source>
        <translation>已完成 {0}/{1}</translation>
    </message>
    <message>
        <source>Spans {0} · waiting {1}</source>
        <translation>标注 {0} · 待定 {1}</translation>
    </message>
</context>
<context>
    <name>Suggesting</name>
    <message>
        <source>Suggesting</source>
        <translation>生成建议</translation>
    </message>
</context>
<context>
    <name>Sweep</name>
    <message>
        <source>Different labels</source>
        <translation>同名不同标签</translation>
    </message>
    <message>
        <source>Left unlabelled</source>
        <translation>漏标</translation>
    </message>
    <message>
        <source>Edges now so, now so</source>
        <translation>边界不一</translation>
    </message>
    <message>
        <source>Punctuation at the edge</source>
        <translation>边上带标点</translation>
    </message>
    <message>
        <source>Lying across each other</source>
        <translation>嵌套不当</translation>
    </message>
    <message>
        <source>Through a word</source>
        <translation>切断词语</translation>
    </message>
    <message>
        <source>Rare labels</source>
        <translation>少见标签多</translation>
    </message>
    <message>
        <source>People unlike the others</source>
        <translation>与众不同的标注者</translation>
    </message>
    <message>
        <source>{0:g}, the others {1:g} (the middle one)</source>
        <translation>{0:g}，其他人 {1:g}（中位数）</translation>
    </message>
    <message>
        <source>with</source>
        <translation>包含</translation>
    </message>
    <message>
        <source>without</source>
        <translation>不包含</translation>
    </message>
    <message>
        <source>unlabelled</source>
        <translation>未标注</translation>
    </message>
    <message>
        <source>all spans</source>
        <translation>全部标注</translation>
    </message>
    <message>
        <source>Take away</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>As {0}</source>
        <translation>改为{0}</translation>
    </message>
    <message>
        <source>Label as {0}</source>
        <translation>标为{0}</translation>
    </message>
    <message>
        <source>Let it begin where the other ends</source>
        <translation>从另一处结束的地方开始</translation>
    </message>
    <message>
        <source>Take in {0}</source>
        <translation>包含{0}</translation>
    </message>
    <message>
        <source>Leave out {0}</source>
        <translation>去掉{0}</translation>
    </message>
    <message>
        <source>As “{0}”</source>
        <translation>改为“{0}”</translation>
    </message>
    <message>
        <source>a blank</source>
        <translation>空白</translation>
    </message>
    <message>
        <source>spans per 1,000 characters</source>
        <translation>每千字标注数</translation>
    </message>
    <message>
        <source>characters per span</source>
        <translation>每处标注字数</translation>
    </message>
    <message>
        <source>share of the spans, %</source>
        <translation>占全部标注的百分比</translation>
    </message>
    <message>
        <source>“{0}” has several labels</source>
        <translation>“{0}”有几种不同的标签</translation>
    </message>
    <message>
        <source>“{0}” is {1} elsewhere, and not labelled here</source>
        <translation>“{0}”在别处标为{1}，这里没有标</translation>
    </message>
    <message>
        <source>{0}: only “{1}” of what is “{2}” elsewhere</source>
        <translation>{0}：别处标“{2}”，这里只标了“{1}”</translation>
    </message>
    <message>
        <source>{0} with and without {1} around it</source>
        <translation>{0}：有的包含{1}，有的不包含</translation>
    </message>
    <message>
        <source>{0} with and without “{1}” at its end</source>
        <translation>{0}：末尾的“{1}”有的包含，有的不包含</translation>
    </message>
    <message>
        <source>{0} that takes in {1} at its edge</source>
        <translation>{0}的边上带着{1}</translation>
    </message>
    <message>
        <source>{0} and {1} overlap, and this label set is flat</source>
        <translation>{0}与{1}重叠，而这套标签不允许重叠</translation>
    </message>
    <message>
        <source>{0} and {1} cross: neither lies in the other</source>
        <translation>{0}与{1}交叉，互不包含</translation>
    </message>
    <message>
        <source>{0} and {1} on the very same place</source>
        <translation>{0}与{1}标在同一处</translation>
    </message>
    <message>
        <source>{0} within {1}, which is rare</source>
        <translation>{1}里又标了{0}，这很少见</translation>
    </message>
    <message>
        <source>{0} with an edge inside a word of “{1}”</source>
        <translation>{0}的边界切断了“{1}”中的词</translation>
    </message>
    <message>
        <source>{0} hardly occurs</source>
        <translation>{0}几乎没有出现</translation>
    </message>
</context>
<context>
    <name>SweepPage</name>
    <message>
        <source>Whose work</source>
        <translation>谁的标注</translation>
    </message>
    <message>
        <source>Show what was dismissed</source>
        <translation>显示已忽略的</translation>
    </message>
    <message>
        <source>Sweep again</source>
        <translation>重新排查</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Nothing stands oddly here.</source>
        <translation>没有发现可疑之处。</translation>
    </message>
    <message>
        <source>Enter goes to the place, F2 comes back. T ticks only this place, A all.</source>
        <translation>回车跳到原文，F2 回到这里；T 只勾选这一处，A 全部勾选。</translation>
    </message>
    <message>
        <source>Choose a finding on the left.</source>
        <translation>请在左边选一条发现。</translation>
    </message>
    <message>
        <source>What is unlike may still be right: other documents, another reading of the guideline.</source>
        <translation>不同未必是错：也许文档不同，也许对规范的理解不同。</translation>
    </message>
    <message>
        <source>X  Bring back</source>
        <translation>X  恢复</translation>
    </message>
    <message>
        <source>X  Right as it is</source>
        <translation>X  这样没错</translation>
    </message>
</context>
<context>
    <name>Sweeping</name>
    <message>
        <source>My work</source>
        <translation>我的标注</translation>
    </message>
    <message>
        <source>Gold</source>
        <translation>金标</translation>
    </message>
    <message>
        <source>Everybody&apos;s work</source>
        <translation>所有人的标注</translation>
    </message>
    <message>
        <source>Looking through the documents…</source>
        <translation>正在检查各篇文档……</translation>
    </message>
    <message>
        <source>Stopped. F5 looks again.</source>
        <translation>已停止。按 F5 重新排查。</translation>
    </message>
    <message>
        <source>Looking for what stands oddly</source>
        <translation>正在排查</translation>
    </message>
    <message>
        <source>Findings {0} · places {1} · documents {2} · spans {3}</source>
        <translation>发现 {0} · 位置 {1} · 文档 {2} · 标注 {3}</translation>
    </message>
    <message>
        <source>changed since: F5 looks again</source>
        <translation>此后有改动，按 F5 重新排查</translation>
    </message>
    <message>
        <source>Places mended: {0}</source>
        <translation>已修正 {0} 处</translation>
    </message>
    <message>
        <source>passed over, for something else stands there: {0}</source>
        <translation>跳过 {0} 处（那里已经不同）</translation>
    </message>
    <message>
        <source>Mending</source>
        <translation>正在修正</translation>
    </message>
    <message>
        <source>Brought back: {0}</source>
        <translation>已恢复 {0} 处</translation>
    </message>
    <message>
        <source>Dismissed: {0}</source>
        <translation>已忽略 {0} 处</translation>
    </message>
</context>
<context>
    <name>Telling</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Sample articles are here. {0} accepts a suggestion, {1} rejects it, a label&apos;s key relabels.</source>
        <translation>示例文章已就绪。{0} 接受建议，{1} 拒绝，按标签键改标签。</translation>
    </message>
    <message>
        <source>Nothing waits here any more. {0} finishes the document.</source>
        <translation>这里没有待处理的建议了。按 {0} 完成本篇。</translation>
    </message>
    <message>
        <source>Spans that made room: {0}</source>
        <translation>让位的标注：{0}</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Written: {0}</source>
        <translation>已写入：{0}</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Files {0}. {1}</source>
        <translation>文件 {0} 个。{1}</translation>
    </message>
    <message>
        <source>Collect</source>
        <translation>收回</translation>
    </message>
    <message>
        <source>Released: {0} · documents {1} · {2}</source>
        <translation>已发布：{0} · 文档 {1} · {2}</translation>
    </message>
    <message>
        <source>doubts that its card tells: {0}</source>
        <translation>说明卡所列疑点：{0}</translation>
    </message>
</context>
<context>
    <name>Threshold</name>
    <message>
        <source>Threshold for {0}</source>
        <translation>{0}的阈值</translation>
    </message>
    <message>
        <source>Hides {0} of {1} that wait.</source>
        <translation>待定的 {1} 条中隐藏 {0} 条。</translation>
    </message>
    <message>
        <source>What that costs is known when documents are finished.</source>
        <translation>完成文档后才知道代价。</translation>
    </message>
    <message>
        <source>acts saved: {0}</source>
        <translation>省 {0} 次操作</translation>
    </message>
    <message>
        <source>acts more: {0}</source>
        <translation>多 {0} 次操作</translation>
    </message>
    <message>
        <source>In finished documents: wrong ones less to reject: {0}, right ones to add by hand: {1}, {2}.</source>
        <translation>在已完成的文档中：少拒绝 {0} 条错的，要手工补 {1} 条对的，{2}。</translation>
    </message>
    <message>
        <source>In finished documents this would have saved most. Acts: {0}.</source>
        <translation>在已完成的文档中，这样最省：{0} 次操作。</translation>
    </message>
    <message>
        <source>Set {0}</source>
        <translation>设为 {0}</translation>
    </message>
</context>
<context>
    <name>TitleLine</name>
    <message>
        <source>from document {0}, character {1}</source>
        <translation>拆自文档 {0}，第 {1} 字</translation>
    </message>
    <message>
        <source>blind: without suggestions</source>
        <translation>盲标：不显示建议</translation>
    </message>
    <message>
        <source>hidden below thresholds: {0}</source>
        <translation>低于阈值而隐藏：{0}</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
</context>
<context>
    <name>Transfer</name>
    <message>
        <source>Importing</source>
        <translation>正在导入</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>正在导出</translation>
    </message>
    <message>
        <source>Releasing</source>
        <translation>正在发布</translation>
    </message>
</context>
<context>
    <name>Walking</name>
    <message>
        <source>No difference further on.</source>
        <translation>后面没有不同之处了。</translation>
    </message>
    <message>
        <source>No difference before this.</source>
        <translation>前面没有不同之处了。</translation>
    </message>
    <message>
        <source>Taken over from {0}</source>
        <translation>已采用 {0} 的标法</translation>
    </message>
    <message>
        <source>Your layer says the same there.</source>
        <translation>您在此处的标注与之相同。</translation>
    </message>
</context>
<context>
    <name>Why</name>
    <message>
        <source>it lies outside the text</source>
        <translation>超出文本范围</translation>
    </message>
    <message>
        <source>it is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>the text says something else there</source>
        <translation>该处文字与引文不符</translation>
    </message>
    <message>
        <source>the same span stands there twice</source>
        <translation>同一标注出现两次</translation>
    </message>
    <message>
        <source>the document has no text</source>
        <translation>文档没有文本</translation>
    </message>
    <message>
        <source>the label set has no such label</source>
        <translation>标签集中没有该标签</translation>
    </message>
    <message>
        <source>the label set has no such category</source>
        <translation>标签集中没有该分类</translation>
    </message>
    <message>
        <source>the format has no place for it</source>
        <translation>该格式无处存放</translation>
    </message>
    <message>
        <source>this annotator&apos;s work on this text is here already</source>
        <translation>该标注者对此文本的标注已存在</translation>
    </message>
    <message>
        <source>the same suggestion is here already</source>
        <translation>相同的建议已存在</translation>
    </message>
    <message>
        <source>it overlaps another, and this label set is flat</source>
        <translation>与其他标注重叠，而本标签集不允许重叠</translation>
    </message>
    <message>
        <source>the annotator&apos;s name is longer than 200 characters</source>
        <translation>标注者名字超过 200 字</translation>
    </message>
    <message>
        <source>the same text is here already</source>
        <translation>相同的文本已存在</translation>
    </message>
    <message>
        <source>the same text is here already, split into parts</source>
        <translation>相同的文本已存在，并已拆分</translation>
    </message>
    <message>
        <source>the same text is here already, and its zones stay as they are</source>
        <translation>相同的文本已存在，其版面区保持不变</translation>
    </message>
    <message>
        <source>its encoding is a guess</source>
        <translation>编码是推测的</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>there is no such file or folder</source>
        <translation>没有这个文件或文件夹</translation>
    </message>
    <message>
        <source>it cannot be opened</source>
        <translation>无法打开</translation>
    </message>
    <message>
        <source>it is no JSON object</source>
        <translation>不是 JSON 对象</translation>
    </message>
    <message>
        <source>hidden, or left by the system</source>
        <translation>隐藏文件或系统文件</translation>
    </message>
    <message>
        <source>no format is known for it</source>
        <translation>没有对应的格式</translation>
    </message>
    <message>
        <source>only the first is read</source>
        <translation>只读取第一个</translation>
    </message>
    <message>
        <source>the same note is here already</source>
        <translation>这条批注已经有了</translation>
    </message>
    <message>
        <source>it says nothing</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>NUL became U+FFFD</source>
        <translation>NUL 改为 U+FFFD</translation>
    </message>
    <message>
        <source>a lone surrogate became U+FFFD</source>
        <translation>孤立代理项改为 U+FFFD</translation>
    </message>
    <message>
        <source>its offsets count another unit; mended by the quotes</source>
        <translation>偏移量用的是另一种单位；已按原文引文改正</translation>
    </message>
    <message>
        <source>its offsets count another unit; mended as only so they lie inside the text</source>
        <translation>偏移量用的是另一种单位；已改为唯一落在正文内的解释</translation>
    </message>
    <message>
        <source>its offsets lie outside the text, or cut a character in two</source>
        <translation>偏移量超出正文，或把一个字符切成两半</translation>
    </message>
    <message>
        <source>holds the text</source>
        <translation>用作正文</translation>
    </message>
    <message>
        <source>holds the title</source>
        <translation>用作标题</translation>
    </message>
    <message>
        <source>holds the source</source>
        <translation>用作来源</translation>
    </message>
    <message>
        <source>holds the id</source>
        <translation>用作编号</translation>
    </message>
    <message>
        <source>its offsets count UTF-16 units</source>
        <translation>偏移量按 UTF-16 单位计</translation>
    </message>
    <message>
        <source>its offsets count code points</source>
        <translation>偏移量按码点计</translation>
    </message>
    <message>
        <source>its offsets may count UTF-16 units or code points; read as UTF-16, as doccano writes</source>
        <translation>偏移量可能按 UTF-16 单位或码点计；已按 doccano 的写法作 UTF-16 读取</translation>
    </message>
    <message>
        <source>an older state of this file; a newer one was collected already</source>
        <translation>这是该文件的旧版本；已收回过更新的版本</translation>
    </message>
    <message>
        <source>it was changed here as well; the state from the file is kept beside it</source>
        <translation>这里也改动过；文件中的版本已另外保留</translation>
    </message>
    <message>
        <source>this text is not in the project</source>
        <translation>项目中没有这篇文本</translation>
    </message>
    <message>
        <source>its label was deleted from the label set since</source>
        <translation>它的标签后来已从标签集中删除</translation>
    </message>
    <message>
        <source>changes to documents themselves are not collected</source>
        <translation>对文档本身的改动不收回</translation>
    </message>
    <message>
        <source>it belongs to another project</source>
        <translation>它属于另一个项目</translation>
    </message>
    <message>
        <source>this is the project itself</source>
        <translation>这就是本项目自身</translation>
    </message>
    <message>
        <source>its label set is not one of this project&apos;s</source>
        <translation>它的标签集不是本项目的</translation>
    </message>
    <message>
        <source>its text was changed</source>
        <translation>它的文本被改动过</translation>
    </message>
    <message>
        <source>a quote is not what the text says</source>
        <translation>引文与文本不符</translation>
    </message>
</context>
</TS>
