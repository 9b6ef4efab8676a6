/* SPDX-License-Identifier: MIT */
#include "archive/words.h"

#include "record/filing.h"

#include <string.h>

static const FormWords chinese = {
    .number = "序号",
    .code = "档号",
    .document_no = "文号",
    .responsible = "责任者",
    .title = "题名",
    .date = "日期",
    .secrecy = "密级",
    .pages = "页数",
    .remarks = "备注",
    .fonds = "全宗号",
    .fonds_name = "全宗名称",
    .year = "年度",
    .retention = "保管期限",
    .department = "机构（问题）",
    .first_item = "起件号",
    .last_item = "止件号",
    .box = "盒号",
    .item = "件号",
    .entry = "条目",
    .original = "原件",
    .status = "状态",
    .kept = "在档",
    .withdrawn = "撤出",
    .catalogue = "归档文件目录",
    .year_of = "%s年",
    .volume = "%s（%s）",
    .separator = "，",
    .withdrawn_on = "撤出%s",
    .uncounted = "附件页数未计",
    .no_documents = "%s年没有归档文件。",
    .remarks_sheet = "备考表",
    .contents = "盒内文件情况说明：",
    .arranged_by = "整理人：",
    .arranged_on = "整理日期：",
    .checked_by = "检查人：",
    .checked_on = "检查日期：",
    .box_holds = "本盒有归档文件%s件，件号%s至%s",
    .box_pages = "，共%s页",
    .box_uncounted = "（其中%s件的页数未全部计入，见目录备注）",
    .full_stop = "。",
    .box_withdrawn = "撤出%s件，件号%s，目录中保留其位置。",
    .and_more = "等",
    .comma = "、",
    .labels = "盒脊标签",
    .labels_hint = "请单面打印。按档案盒厚度选一条，沿虚线剪下；盒号上架时填写。",
    .spine = "盒脊%s毫米",
    .stamps = "归档章",
    .stamps_hint = "请单面打印。依次为全宗号、年度、件号、机构、保管期限、页数；剪下贴在文件首页上端空白处，"
                   "或照此盖章填写。",
};

static const FormWords english = {
    .number = "No.",
    .code = "Archive number",
    .document_no = "Document no.",
    .responsible = "Responsible",
    .title = "Title",
    .date = "Date",
    .secrecy = "Secrecy",
    .pages = "Pages",
    .remarks = "Remarks",
    .fonds = "Fonds number",
    .fonds_name = "Fonds",
    .year = "Year",
    .retention = "Retention",
    .department = "Department",
    .first_item = "First item",
    .last_item = "Last item",
    .box = "Box",
    .item = "Item",
    .entry = "Entry",
    .original = "Original",
    .status = "Status",
    .kept = "filed",
    .withdrawn = "withdrawn",
    .catalogue = "Catalogue of filed documents",
    .year_of = "%s ",
    .volume = "%s (%s)",
    .separator = ", ",
    .withdrawn_on = "withdrawn %s",
    .uncounted = "without its attachments",
    .no_documents = "No documents of %s are filed.",
    .remarks_sheet = "Remarks",
    .contents = "What is in this box:",
    .arranged_by = "Arranged by:",
    .arranged_on = "Date:",
    .checked_by = "Checked by:",
    .checked_on = "Date:",
    .box_holds = "Documents in this box: %s, items %s to %s",
    .box_pages = "; pages: %s",
    .box_uncounted = " (not all pages are counted of: %s; see the remarks of the catalogue)",
    .full_stop = ".",
    .box_withdrawn = "Withdrawn: %s, items %s. Their places are kept in the catalogue.",
    .and_more = " and more",
    .comma = ", ",
    .labels = "Labels for the spines of boxes",
    .labels_hint = "Print on one side only. Cut out the one that is as wide as the box; write the number of "
                   "the box by hand.",
    .spine = "%s mm",
    .stamps = "Filing stamps",
    .stamps_hint = "Print on one side only. Fonds, year, item; department, retention, pages. Stick each at "
                   "the head of its "
                   "document's first page.",
};

const FormWords *form_words(const Site *site)
{
    return g_str_has_prefix(site->language, "zh") ? &chinese : &english;
}

const char *form_retention(const Site *site, const char *code)
{
    const Type *type = types_count(site->content->types) > 0 ? types_at(site->content->types, 0) : NULL;
    const int index = type ? type_field(type, "archive") : -1;
    const Field *archive = index >= 0 ? &type->fields[index] : NULL;
    const char *label = NULL;

    for (guint i = 0; archive && i < archive->n_fields; i++)
        if (strcmp(archive->fields[i].name, "retention") == 0)
            label = choice_label(&archive->fields[i], code, site->language);
    return label ? label : code;
}

const char *form_department(const Site *site, const char *code)
{
    const char *name = filing_department_name(site, code);
    return name ? name : code;
}
