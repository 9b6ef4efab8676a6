/* SPDX-License-Identifier: MIT */
#include "corpus.h"

#include <string.h>

/* Notices are put together from these; the rows below give what an office types between them. */
static const char *const clauses[] = {
    "请各位居民提前做好储水准备",
    "由此带来的不便敬请谅解",
    "经居民代表会议讨论通过",
    "现将有关事项通知如下",
    "施工期间请注意出行安全",
    "停放在楼道内的电动自行车须在期限内自行移走",
    "居委会将统一组织清理",
    "如有异议可在公示期内以书面形式反映",
    "参加活动的家庭请在报名表上签字",
    "社区卫生服务中心为六十五岁以上老年人免费体检",
    "请携带本人身份证和医保卡",
    "志愿者每周三下午在活动室值班",
    "不得在消防通道堆放杂物",
    "天气转冷",
    "注意用电",
    "谢谢配合",
    "物业公司已安排人员逐户上门登记",
    "本次改造涉及三个单元共七十二户",
    "管道接口老化漏水的问题得到解决",
    "大家的事大家商量着办",
    "孩子们在这里写作业看书下棋",
    "楼长张大姐挨家挨户送去通知",
    "的确",
    "收费标准以区里公布的为准",
    "垃圾分类投放时间调整为早晚各两小时",
    "逾期未办理的视为放弃",
};

static const char *const stops[] = {"，", "，", "，", "，", "、", "；", "：",
                                    "。", "。", "！", "？", "……", "——", "；"};

/* Words of their own kinds. */
static const char *const pieces[] = {
    "2025年11月20日（星期四）",
    "11月20日8:30—17:00",
    "2025-11-20",
    "上午9时至11时30分",
    "电话：0571-8765 4321",
    "010-62345678",
    "12345热线",
    "（区号0571）",
    "https://www.example.org/notices/2025/11-20-water.html?from=board&to=home#top",
    "http://example.org/",
    "shequ.juwei@example.org",
    "“一老一小”",
    "“他说：‘明天一定来。’”",
    "《关于加强楼道管理的通知》（〔2025〕12号）",
    "《民法典》《物业管理条例》",
    "（见附件（二））",
    "【重要】",
    "「便民」『服务』",
    "Wi-Fi",
    "App",
    "Community Service Centre",
    "PM2.5",
    "iPhone 15 Pro",
    "3.5 kg",
    "25℃",
    "100%",
    "￥1,234.56元",
    "5 km/h",
    "第3—5号楼",
    "１２３４５号",
    "A、B、C三区",
    "甲/乙",
    "3号楼2单元501室",
    "No. 7",
    "8·15",
    "0.4～0.6 MPa",
    "QQ群：123456789",
    "ISO 9001:2015",
    "(联系人:小王)",
    "\"文明家庭\"",
    "1/3",
    "24小时×7天",
    "≥60周岁",
    "SN20251120ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789abcdefghijklmnopqrstuvwxyz",
};

typedef struct {
    guint64 state;
    GString *markdown, *words;
    guint left; /* characters to write */
} Writer;

/* xorshift64*: the same on every machine. */
static guint random_below(Writer *writer, guint limit)
{
    guint64 x = writer->state;

    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    writer->state = x;
    return (guint)((x * G_GUINT64_CONSTANT(2685821657736338717)) >> 33) % limit;
}

#define PICK(writer, list) ((list)[random_below((writer), G_N_ELEMENTS(list))])

/* Marks of Markdown, which nobody reads. */
static void mark(Writer *writer, const char *text)
{
    g_string_append(writer->markdown, text);
}

static void text_write(Writer *writer, const char *text)
{
    glong length = 0;

    g_string_append(writer->markdown, text);
    for (const char *c = text; *c; c = g_utf8_next_char(c), length++)
        if (!g_unichar_isspace(g_utf8_get_char(c)))
            g_string_append_len(writer->words, c, g_utf8_next_char(c) - c);
    writer->left -= MIN(writer->left, (guint)length);
}

static void piece_write(Writer *writer)
{
    const char *piece = PICK(writer, pieces);
    const gboolean address = strstr(piece, "://") || strchr(piece, '@');

    /* As people who know of it do: else what follows would belong to the address. */
    mark(writer, address ? "<" : "");
    text_write(writer, piece);
    mark(writer, address ? ">" : "");
}

static void clause_write(Writer *writer)
{
    static const char *const around[][2] = {
        {"**", "**"}, {"*", "*"}, {"[", "](https://example.org/a)"}, {"~~", "~~"}};
    const guint kind = random_below(writer, 40);

    if (kind < G_N_ELEMENTS(around)) {
        mark(writer, around[kind][0]);
        text_write(writer, PICK(writer, clauses));
        mark(writer, around[kind][1]);
    } else {
        text_write(writer, PICK(writer, clauses));
    }
    if (random_below(writer, 3) == 0)
        piece_write(writer);
    if (random_below(writer, 4) == 0)
        text_write(writer, PICK(writer, clauses));
}

/* At most about `most` characters. */
static void sentences_write(Writer *writer, guint most)
{
    const guint end = writer->left > most ? writer->left - most : 0;

    do {
        clause_write(writer);
        if (writer->left > end)
            text_write(writer, PICK(writer, stops));
    } while (writer->left > end);
    text_write(writer,
               PICK(writer, ((const char *const[]){"。", "。", "。", "！", "……", "：", "。”", "）"})));
}

static void paragraph_write(Writer *writer)
{
    sentences_write(writer, 20 + random_below(writer, 200));
    if (random_below(writer, 8) == 0) {
        mark(writer, "\\\n");
        text_write(writer, PICK(writer, clauses));
    }
    mark(writer, "\n\n");
}

static void heading_write(Writer *writer)
{
    static const char *const headings[] = {
        "一、时间和地点",    "二、注意事项",     "报名办法（二）", "联系我们",
        "停水范围：3—5号楼", "为什么要这样做？", "Wi-Fi 怎么连",   "关于《居民公约》“第七条”的说明"};

    mark(writer, random_below(writer, 2) ? "## " : "### ");
    text_write(writer, PICK(writer, headings));
    mark(writer, "\n\n");
}

static void items_write(Writer *writer, const char *before, gboolean ordered, gboolean nested)
{
    const guint count = 2 + random_below(writer, 4);

    for (guint i = 1; i <= count; i++) {
        g_string_append(writer->markdown, before);
        if (ordered)
            g_string_append_printf(writer->markdown, "%u. ", i);
        else
            mark(writer, "- ");
        sentences_write(writer, 5 + random_below(writer, 60));
        mark(writer, "\n");
        if (nested && random_below(writer, 3) == 0)
            items_write(writer, ordered ? "   " : "  ", !ordered, FALSE);
    }
}

static void list_write(Writer *writer)
{
    items_write(writer, "", random_below(writer, 2), TRUE);
    mark(writer, "\n");
    paragraph_write(writer);
}

static void row_write(Writer *writer, const char *const *cells)
{
    mark(writer, "|");
    for (guint i = 0; i < 3; i++) {
        mark(writer, " ");
        text_write(writer, cells ? cells[i] : i == 1 ? PICK(writer, clauses) : PICK(writer, pieces));
        mark(writer, " |");
    }
    mark(writer, "\n");
}

static void table_write(Writer *writer)
{
    const guint rows = 2 + random_below(writer, 4);

    row_write(writer, (const char *const[]){"项目", "说明", "备注（元）"});
    mark(writer, "| --- | --- | ---: |\n");
    for (guint i = 0; i < rows; i++) {
        static const char *const short_cells[][3] = {
            {"公共照明", "灯泡更换十二只", "360.00"},
            {"《居民公约》印制", "请居民代表到场签字确认", "1,250"},
            {"清运", "", "（待定）"},
            {"3号楼", "11月20日8:30—17:00", "——"},
        };
        row_write(writer, short_cells[random_below(writer, G_N_ELEMENTS(short_cells))]);
    }
    mark(writer, "\n");
}

static void quote_write(Writer *writer)
{
    mark(writer, "> ");
    sentences_write(writer, 20 + random_below(writer, 60));
    mark(writer, "\n\n");
}

static void block_write(Writer *writer)
{
    const guint kind = random_below(writer, 16);

    if (kind < 9 || writer->left < 60)
        paragraph_write(writer);
    else if (kind < 11)
        heading_write(writer);
    else if (kind < 14)
        list_write(writer);
    else if (kind < 15)
        table_write(writer);
    else
        quote_write(writer);
}

void notice_make(Notice *notice, guint number, guint length)
{
    static const char *const titles[] = {
        "关于停水的通知",
        "关于“双十一”期间快递集中堆放在楼道的通知",
        "2025年第4季度公益金使用情况公示（第二次）",
        "温馨提示",
        "关于举办《民法典》讲座的通知",
        "Wi-Fi 开通啦！",
        "紧急通知：3号楼、5号楼今晚停电，请提前做好准备",
    };
    Writer writer = {.state = number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) + 1,
                     .markdown = g_string_new(NULL),
                     .words = g_string_new(NULL),
                     .left = length};

    for (guint i = 0; i < 8; i++)
        random_below(&writer, 2);
    notice->title = g_strdup(PICK(&writer, titles));
    while (writer.left > 0)
        block_write(&writer);
    notice->markdown = g_string_free(writer.markdown, FALSE);
    notice->words = g_string_free(writer.words, FALSE);
}

void notice_clear(Notice *notice)
{
    g_free(notice->title);
    g_free(notice->markdown);
    g_free(notice->words);
}
