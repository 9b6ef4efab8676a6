/* SPDX-License-Identifier: MIT */
#include "review/totals.h"

#include "review/amount.h"
#include "review/prose-table.h"
#include "text/strings.h"

#include <glib/gi18n.h>
#include <string.h>

/* ROW_SUM: some other total, such as 收入合计; which parts it has is not known. */
typedef enum { ROW_PART, ROW_SUM, ROW_SUBTOTAL, ROW_TOTAL } RowKind;
/* What a row that sums up may be the sum of: all parts above, those since the last such row, such rows. */
enum { SUM_ALL, SUM_GROUP, SUM_GROUPS, N_SUMS };

typedef struct {
    gint64 value;
    gint64 slack; /* by which rounded parts may differ from a rounded total */
    guint count;
    guint decimals;
} Sum;

typedef struct {
    Prose *prose;
    const ProseTable *table;
    guint8 *kinds;   /* RowKind of each row */
    Amount *amounts; /* of each cell */
} Totals;

/* A cell without the emphasis around it. */
static ProseCell cell_inner(const Totals *totals, ProseCell cell)
{
    const char *text = totals->prose->text->str;

    while (cell.start < cell.end && strchr("*_ ", text[cell.start]))
        cell.start++;
    while (cell.end > cell.start && strchr("*_ ", text[cell.end - 1]))
        cell.end--;
    return cell;
}

/* What a cell says, without emphasis. */
static char *cell_text(const Totals *totals, ProseCell cell)
{
    const ProseCell inner = cell_inner(totals, cell);
    return prose_words(totals->prose, inner.start, inner.end);
}

/* What a cell says without the spaces that stretch it (合　计) and without emphasis; in lower case. */
typedef struct {
    char text[72];
} CellLabel;

/* A longer one is cut. */
#define LABEL_MAX 60

static CellLabel cell_label(const Totals *totals, guint row, guint column)
{
    const ProseCell inner = cell_inner(totals, prose_table_cell(totals->table, row, column));
    const char *text = prose_written(totals->prose), *end = text + inner.end;
    CellLabel label;
    gsize length = 0;

    for (const char *p = text + inner.start; p < end && length < LABEL_MAX; p = g_utf8_next_char(p)) {
        const gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && c != '*' && c != '_')
            length += (gsize)g_unichar_to_utf8(g_unichar_tolower(c), label.text + length);
    }
    label.text[length] = '\0';
    return label;
}

static gboolean is_label(const char *label, const char *const *words)
{
    static const char *const after[] = {"", "（", "(", "：", ":", "[", NULL};

    for (; *words; words++)
        for (const char *const *rest = after; g_str_has_prefix(label, *words) && *rest; rest++)
            if (**rest ? g_str_has_prefix(label + strlen(*words), *rest) : label[strlen(*words)] == '\0')
                return TRUE;
    return FALSE;
}

static RowKind label_kind(const char *label)
{
    static const char *const totals[] = {"合计",  "总计",       "共计", "总合计",
                                         "total", "grandtotal", "sum",  NULL};
    static const char *const subtotals[] = {"小计", "subtotal", "sub-total", NULL};

    /* What all of them have in common; most labels have nothing of it. */
    if (!strstr(label, "计") && !strchr("tgs", *label))
        return ROW_PART;
    if (is_label(label, totals))
        return ROW_TOTAL;
    if (is_label(label, subtotals))
        return ROW_SUBTOTAL;
    return strstr(label, "合计") || strstr(label, "小计") || strstr(label, "总计") ? ROW_SUM : ROW_PART;
}

static RowKind cell_kind(const Totals *totals, guint row, guint column)
{
    const CellLabel label = cell_label(totals, row, column);
    return label_kind(label.text);
}

/* The label stands in the first cell that is not empty. */
static RowKind row_kind(const Totals *totals, guint row)
{
    for (guint column = 0; column < MIN(totals->table->columns, 3); column++) {
        const ProseCell cell = prose_table_cell(totals->table, row, column);
        if (cell.start < cell.end)
            return cell_kind(totals, row, column);
    }
    return ROW_PART;
}

/* Whether the figures below that heading cannot be added up. */
static gboolean is_no_column(const Totals *totals, guint column)
{
    static const char *const words[] = {"率",   "比",   "%",    "％",   "均",   "序",   "号",      "年份",
                                        "年龄", "年限", "日期", "时间", "电话", "备注", "名次",    "标准",
                                        "价",   "增长", "结余", "余额", "期末", "累计", "average", NULL};
    const CellLabel label = cell_label(totals, 0, column);

    return strings_any_in(label.text, words) ||
           (g_str_has_suffix(label.text, "年") && !g_ascii_isdigit(label.text[0]));
}

static Amount cell_amount(const Totals *totals, guint row, guint column)
{
    return totals->amounts[row * totals->table->columns + column];
}

static void amounts_read(const Totals *totals)
{
    const GArray *cells = totals->table->cells;

    for (guint i = totals->table->columns; i < cells->len; i++) {
        const ProseCell *cell = &g_array_index(cells, ProseCell, i);
        totals->amounts[i] = amount_read(totals->prose->text->str + cell->start, cell->end - cell->start);
    }
}

static gint64 unit_of_last_digit(guint decimals)
{
    gint64 unit = AMOUNT_ONE;

    while (decimals-- > 0)
        unit /= 10;
    return unit;
}

/* Figures in cents are exact; of one decimal, and of tens of thousands, they have been rounded. */
static gint64 slack_of(const Amount *amount, gboolean rounded)
{
    if (amount->decimals == 0 || (amount->decimals > 1 && !rounded))
        return 0;
    return unit_of_last_digit(amount->decimals) / 2;
}

static void sum_add(Sum *sum, const Amount *amount, gboolean rounded)
{
    sum->value += amount->value;
    sum->slack += slack_of(amount, rounded);
    sum->count++;
    sum->decimals = MAX(sum->decimals, amount->decimals);
}

static gboolean sum_is(const Sum *sum, const Amount *total, gboolean rounded)
{
    const gint64 own =
        sum->decimals > total->decimals ? unit_of_last_digit(total->decimals) / 2 : slack_of(total, rounded);
    return sum->count > 0 && ABS(sum->value - total->value) <= sum->slack + own;
}

/* `head` is what the parts have in common, `label` what is called their total. */
static void report(const Totals *totals, ProseCell at, ProseCell head, ProseCell label, const Sum *sum,
                   const Amount *total)
{
    const guint decimals = MAX(sum->decimals, total->decimals);
    g_autofree char *name = cell_text(totals, head);
    g_autofree char *total_name = cell_text(totals, label);
    g_autofree char *parts = amount_format(sum->value, decimals);
    g_autofree char *says = amount_format(total->value, decimals);
    g_autofree char *written = cell_text(totals, at);

    finding_report(totals->prose->review, SEVERITY_WARNING, FINDING_TOTAL, totals->prose->entry,
                   prose_place(totals->prose, at.start), written,
                   _("mend the total, or the part that is wrong"),
                   _("the parts of '%s' add up to %s, but '%s' says %s"), name, parts, total_name, says);
}

static ProseCell row_label(const Totals *totals, guint row)
{
    for (guint column = 0; column + 1 < totals->table->columns; column++) {
        const ProseCell cell = prose_table_cell(totals->table, row, column);
        if (cell.start < cell.end)
            return cell;
    }
    return prose_table_cell(totals->table, row, 0);
}

static gboolean is_rounded(const Totals *totals, guint column, const char *unit)
{
    static const char *const words[] = {"万", "亿", "公里", "公顷", "亩", "吨", "km", "㎡", "平方", NULL};
    const CellLabel label = cell_label(totals, 0, column);

    return strings_any_in(label.text, words) || strings_any_in(unit, words);
}

/* What the figures of a column have in common. */
typedef struct {
    gboolean numeric; /* all are numbers of one unit, or blank; more than one */
    gboolean rounded;
    char unit[sizeof((Amount *)NULL)->unit];
} Column;

static Column column_read(const Totals *totals, guint column)
{
    Column read = {.numeric = FALSE};
    guint count = 0;

    if (is_no_column(totals, column))
        return read;
    for (guint row = 1; row < totals->table->rows; row++) {
        const Amount amount = cell_amount(totals, row, column);
        if (amount.kind == AMOUNT_OTHER || (amount.kind == AMOUNT_NUMBER && *amount.unit && *read.unit &&
                                            strcmp(amount.unit, read.unit) != 0))
            return read;
        count += amount.kind == AMOUNT_NUMBER;
        if (amount.kind == AMOUNT_NUMBER && !*read.unit)
            g_strlcpy(read.unit, amount.unit, sizeof read.unit);
    }
    read.numeric = count > 1;
    read.rounded = is_rounded(totals, column, read.unit);
    return read;
}

static void check_total(const Totals *totals, guint row, guint column, const Amount *total, const Sum *sums,
                        guint n_sums, gboolean rounded)
{
    const Sum *shown = NULL;

    for (guint i = 0; i < n_sums; i++) {
        if (sum_is(&sums[i], total, rounded))
            return;
        if (!shown && sums[i].count > 0)
            shown = &sums[i];
    }
    if (shown)
        report(totals, prose_table_cell(totals->table, row, column),
               prose_table_cell(totals->table, 0, column), row_label(totals, row), shown, total);
}

/* A total above its parts, as statistics have it: against all that is below. */
static void check_first(const Totals *totals, guint first, guint column, gboolean rounded)
{
    const Amount total = cell_amount(totals, first, column);
    Sum parts = {0}, groups = {0};

    for (guint row = first + 1; row < totals->table->rows; row++) {
        const Amount amount = cell_amount(totals, row, column);
        if (amount.kind == AMOUNT_NUMBER && totals->kinds[row] != ROW_TOTAL)
            sum_add(totals->kinds[row] == ROW_PART ? &parts : &groups, &amount, rounded);
    }
    const Sum sums[] = {parts, groups};
    if (total.kind == AMOUNT_NUMBER)
        check_total(totals, first, column, &total, sums, G_N_ELEMENTS(sums), rounded);
}

/* A row that sums up: a total everything above it, or what was summed up before; a subtotal its own group. */
static void check_sums(const Totals *totals, guint row, guint column, const Sum *sums, gboolean rounded)
{
    const Amount amount = cell_amount(totals, row, column);

    if (amount.kind != AMOUNT_NUMBER)
        return;
    if (totals->kinds[row] == ROW_TOTAL)
        check_total(totals, row, column, &amount, sums, N_SUMS, rounded);
    else if (totals->kinds[row] == ROW_SUBTOTAL)
        check_total(totals, row, column, &amount, &sums[SUM_GROUP], 1, rounded);
}

static void check_column(const Totals *totals, guint column)
{
    const Column read = column_read(totals, column);
    Sum sums[N_SUMS] = {0};

    for (guint row = 1; read.numeric && row < totals->table->rows; row++) {
        const Amount amount = cell_amount(totals, row, column);
        const gboolean part = totals->kinds[row] == ROW_PART;
        if (!part && sums[SUM_ALL].count == 0) {
            if (totals->kinds[row] == ROW_TOTAL)
                check_first(totals, row, column, read.rounded);
            return; /* nor is it said which parts a subtotal above its parts has */
        }
        if (!part)
            check_sums(totals, row, column, sums, read.rounded);
        if (amount.kind == AMOUNT_NUMBER) {
            sum_add(&sums[part ? SUM_ALL : SUM_GROUPS], &amount, read.rounded);
            if (part)
                sum_add(&sums[SUM_GROUP], &amount, read.rounded);
        }
        if (!part)
            sums[SUM_GROUP] = (Sum){0};
    }
}

/* The column that holds the totals of the rows: the last one, remarks aside. 0 if there is none. */
static guint total_column(const Totals *totals)
{
    for (guint column = totals->table->columns - 1; column > 1; column--) {
        const CellLabel label = cell_label(totals, 0, column);
        if (label_kind(label.text) != ROW_PART)
            return column;
        if (strcmp(label.text, "备注") != 0 && strcmp(label.text, "说明") != 0)
            return 0;
    }
    return 0;
}

static void check_row(const Totals *totals, guint row, guint last, const gboolean *numeric, gboolean rounded)
{
    const Amount total = cell_amount(totals, row, last);
    Sum sum = {0};

    for (guint column = 1; column < last; column++) {
        const Amount amount = cell_amount(totals, row, column);
        if (numeric[column] && amount.kind == AMOUNT_NUMBER)
            sum_add(&sum, &amount, rounded);
    }
    if (total.kind == AMOUNT_NUMBER && sum.count > 1 && !sum_is(&sum, &total, rounded))
        report(totals, prose_table_cell(totals->table, row, last), row_label(totals, row),
               prose_table_cell(totals->table, 0, last), &sum, &total);
}

/* Prices and numbers of pieces are multiplied, not added. */
static gboolean is_product(const Totals *totals, guint last)
{
    static const char *const words[] = {"价", "标准", "数量", "天数", "次数", "price", NULL};

    for (guint column = 0; column < last; column++) {
        const CellLabel label = cell_label(totals, 0, column);
        if (strings_any_in(label.text, words))
            return TRUE;
    }
    return FALSE;
}

static void check_rows(const Totals *totals)
{
    const guint last = total_column(totals);
    g_autofree gboolean *numeric = g_new0(gboolean, totals->table->columns);
    Column total = {0};
    gboolean rounded = FALSE;

    if (last > 0 && !is_product(totals, last))
        total = column_read(totals, last);
    for (guint column = 1; total.numeric && column < last; column++) {
        const Column read = column_read(totals, column);
        numeric[column] = read.numeric;
        rounded |= read.numeric && read.rounded;
        if (read.numeric && strcmp(read.unit, total.unit) != 0)
            return; /* people and households are not added up */
    }
    for (guint row = 1; total.numeric && row < totals->table->rows; row++)
        check_row(totals, row, last, numeric, rounded || total.rounded);
}

/* "其中" breaks a figure down once more, "减：" takes one off: which ones are parts, nobody can tell. */
static gboolean has_breakdown(const ProseTable *table, const GString *text)
{
    const ProseCell first = prose_table_cell(table, 0, 0);
    const ProseCell last = prose_table_cell(table, table->rows - 1, table->columns - 1);
    const char *text_end = text->str + MAX(last.end, first.start);
    const char *p = text->str + first.start;

    if (memmem(p, (gsize)(text_end - p), "其中", strlen("其中")))
        return TRUE;
    for (; (p = memmem(p, (gsize)(text_end - p), "减", strlen("减"))); p += strlen("减")) {
        const char *mark = p + strlen("减");
        const gsize rest = (gsize)(text_end - mark);
        if ((rest >= 1 && *mark == ':') || (rest >= strlen("：") && g_str_has_prefix(mark, "：")))
            return TRUE;
    }
    return FALSE;
}

static void table_review(Prose *prose, const ProseTable *table)
{
    g_autofree guint8 *kinds = g_new0(guint8, table->rows);
    g_autofree Amount *amounts = g_new(Amount, table->cells->len);
    const Totals totals = {prose, table, kinds, amounts};
    gboolean any = FALSE;

    if (has_breakdown(table, prose->text))
        return;
    for (guint row = 1; row < table->rows; row++) {
        kinds[row] = (guint8)row_kind(&totals, row);
        any |= kinds[row] != ROW_PART;
    }
    if (!any && total_column(&totals) == 0)
        return;
    amounts_read(&totals);
    for (guint column = 1; any && column < table->columns; column++)
        check_column(&totals, column);
    check_rows(&totals);
}

void totals_review(Prose *prose)
{
    g_autoptr(ProseTable) table = NULL;

    for (guint at = 0; at < prose->lines->len; at++) {
        if (g_array_index(prose->lines, Line, at).kind != LINE_ROW)
            continue;
        if (!table)
            table = prose_table_new();
        const guint end = prose_table_read(table, prose, at);
        if (end > at + 2)
            table_review(prose, table);
        at = MAX(end, at + 1) - 1;
    }
}
