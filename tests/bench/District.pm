# SPDX-License-Identifier: MIT
# What a district writes, for benchmarks: titles and texts of about 4.3 KB with lists, tables with totals, links, and every
# usual kind of number that is nobody's. The same calls in the same order give the same bytes.
package District;
use strict;
use warnings;
use utf8;
use Exporter qw(import);
use File::Path qw(make_path);

our @EXPORT = qw(random pick digits range office money sentence body writer @places @issuers @matters @tags @things @people);

# Numbers that do not depend on the perl: Park and Miller's.
my $seed = 20251120;
sub random { my ($below) = @_; $seed = $seed * 48271 % 2147483647; return $seed % $below }
sub pick { return $_[random(scalar @_)] }
sub digits { my ($length) = @_; return join '', map { random(10) } 1 .. $length }
sub range { my ($from, $to) = @_; return $from + random($to - $from + 1) }

our @places = map { my $name = $_; map { "$name$_" } qw(一村 二村 新村 花苑 小区 里) } qw(梧桐 荷塘 桐花 棉纺 雅苑 南浦 北岸 槐荫 柳林 东关);
our @issuers = ('梧桐里社区居民委员会', '荷塘街道办事处', '南浦区民政局', '物业服务中心', '社区党群服务中心', '居务监督委员会');
our @matters = qw(停水检修 电梯年检 消防演练 垃圾分类 老年助餐 流感疫苗接种 楼道清理 路灯改造 雨水管疏通 暑期托管 法律咨询 家电义修);
our @tags = qw(停水 停电 消防 卫生 助老 文体 物业 财务 党务 志愿者 安全 便民);
my @verbs = qw(检修 更换 清理 登记 核对 张贴 走访 巡查 疏通 修补 粉刷 复查);
our @things = qw(水表 管道 楼道灯 信箱 扶手 井盖 监控 门禁 消防栓 宣传栏 花坛 车棚 健身器材 雨棚 晾衣架 电梯);
our @people = qw(楼组长 网格员 志愿者 物业师傅 居委会干部 施工队 家庭医生 社工 民警 热心居民);
my @ends = ('请提前做好准备', '由此带来的不便请谅解', '如有疑问请到服务窗口询问', '现场有人登记', '请互相转告', '请把车辆挪到西侧车位', '雨天顺延');

# The check digits of a unified social credit code (GB 32100) and of an EAN.
my $alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
sub credit_code {
    my ($letters) = @_;
    my $code = '9' . pick(1, 2, 3) . '320' . digits(3) . ($letters ? 'MA' . digits(7) : digits(9));
    my ($sum, $weight) = (0, 1);
    for my $letter (split //, $code) {
        $sum += index($alphabet, $letter) * $weight;
        $weight = $weight * 3 % 31;
    }
    return $code . substr $alphabet, (31 - $sum % 31) % 31, 1;
}
sub ean {
    my $code = '69' . digits(10);
    my $sum = 0;
    $sum += substr($code, $_, 1) * ($_ % 2 ? 3 : 1) for 0 .. 11;
    return $code . (10 - $sum % 10) % 10;
}

sub day { return sprintf '%d月%d日', range(1, 12), range(1, 28) }
sub hour { return sprintf '%d:%02d', range(7, 20), 10 * random(6) }
sub office { return sprintf '0519-555%05d', random(100_000) }
sub money { my ($amount) = @_; my $text = sprintf '%.2f', $amount / 100; 1 while $text =~ s/^(\d+)(\d{3})/$1,$2/; return $text }

sub sentence {
    my ($place, $kind) = (pick(@places), random(10));
    return sprintf('%s%s%s至%s%s%d号楼的%s，%s。', day(), hour(), pick('起', ''), hour(), pick(@verbs) . $place, range(1, 60), pick(@things), pick(@ends)) if $kind < 3;
    return sprintf('%s%d名%s到%s%s%d处%s，用时%d小时%d分，比上月%s%.1f%%。', pick('上周', '本月', '本季度', '七月以来'), range(2, 40), pick(@people), $place, pick(@verbs), range(2, 90), pick(@things), range(1, 9), range(1, 59), pick('增加', '减少'), range(1, 300) / 10) if $kind < 6;
    return sprintf('%s的%s共%d户、%d人，已%s%d户，其余%s前办完，联系%s，分机%d。', $place, pick(@matters), range(20, 900), range(1000, 9000), pick(@verbs), range(1, 19), day(), office(), range(100, 999)) if $kind < 8;
    return sprintf('%s说，%s的%s用了%d年零%d个月，这次%s之后每%d天看一回。', pick(@people), $place, pick(@things), range(2, 30), range(1, 11), pick(@verbs), range(3, 40));
}

sub paragraph { return join '', map { sentence() } 1 .. range(2, 5) }

sub numbers {
    my ($year) = @_;
    my @lines = (
        sprintf('文号：南民发〔%d〕%d号，档号 0194-WS·%d-D30-BGS-%04d。', $year, range(1, 300), $year, random(10_000)),
        sprintf('合同总价 ¥%s，首付 %s 元，尾款 %d 元，另付税金 %.3f 万元。', money(range(1_000_000, 99_999_999)), money(range(10_000, 999_999)), range(1000, 99_999), range(1000, 99_999) / 1000),
        sprintf('订单号 %s，快递单号 SF%s，流水 %s。', $year . digits(16), digits(13), digits(range(16, 19))),
        sprintf('施工单位统一社会信用代码：%s；监理单位：%s。', credit_code(1), credit_code(1)),
        sprintf('| 单位 | 统一社会信用代码 |%s|---|---|%s| 某建筑有限公司 | %s |', "\n", "\n", credit_code(0)),
        sprintf('商品条码 %s，批号 %s，数量 %d 件。', ean(), $year . digits(6), range(10, 900)),
        sprintf('业主群 QQ：%d%s，公众号二维码见大门；服务热线 400-%s-%s，投诉 12345。', range(1, 9), digits(8), digits(3), digits(4)),
        sprintf('请勿占用消防通道：苏D%s、苏D·%s 两辆车请尽快挪走。', 'A' . digits(4), digits(5)),
        sprintf('坐标 %d.%s, %d.%s，海拔 %d.%s 米。', range(100, 120), digits(6), range(20, 40), digits(6), range(2, 90), digits(2)),
        sprintf('设备编号 SN%s-%s，电表 %s，水表 %s，上次读数 %s。', digits(6), digits(8), digits(12), digits(10), digits(6)),
        sprintf('办公时间 8:30—11:45，13:30—17:30；地址：桐花路%d号，邮编 2130%s，传真 %s。', range(1, 400), digits(2), office()),
        sprintf('申报材料编码 %s，受理码 %s-%s-%s-%s。', digits(18), digits(4), digits(4), digits(4), digits(4)),
    );
    return join "\n\n", map { splice @lines, random(scalar @lines), 1 } 1 .. range(3, 6);
}

sub table {
    my @rows = map { [ pick(@things), range(1, 90), range(100, 999_999) ] } 1 .. range(3, 7);
    my ($pieces, $sum) = (0, 0);
    my $text = "| 项目 | 数量 | 金额（元） | 备注 |\n|---|---:|---:|---|\n";
    for my $row (@rows) {
        $text .= sprintf "| %s | %d | %s | %s |\n", $row->[0], $row->[1], money($row->[2]), pick('', '—', '已验收', '分' . range(2, 5) . '次付');
        $pieces += $row->[1];
        $sum += $row->[2];
    }
    return $text . sprintf("| 合计 | %d | %s | |\n", $pieces, money($sum));
}

sub body {
    my ($year) = @_;
    my $text = "各位居民：\n\n";
    my $section = 0;
    while (length($text) < 1900) {
        $text .= sprintf "## %s、%s\n\n%s\n\n", (qw(一 二 三 四 五 六 七 八 九 十))[ $section++ % 10 ], pick(@matters), paragraph();
        $text .= join('', map { sprintf "- **%s**：%s\n", pick(@things), sentence() } 1 .. range(2, 4)) . "\n" if random(2);
        $text .= numbers($year) . "\n\n" if random(2);
        $text .= table() . "\n" if random(3) == 0;
        $text .= '> ' . sentence() . "\n\n" if random(4) == 0;
    }
    $text .= "1. 详见[办事指南](https://www.example.org/guide/" . digits(8) . ".html)。\n2. 拨打" . office() . "咨询。\n";
    return $text;
}

# A function that writes a text to a path below `root`.
sub writer {
    my ($root) = @_;
    my %made;
    return sub {
        my ($path, $text) = @_;
        (my $folder = "$root/$path") =~ s{/[^/]*$}{};
        make_path($folder) unless $made{$folder}++;
        open my $file, '>:encoding(UTF-8)', "$root/$path" or die "$path: $!\n";
        print $file $text;
        close $file or die "$path: $!\n";
    };
}

1;
