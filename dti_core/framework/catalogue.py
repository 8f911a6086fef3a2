"""Every way a framework file can be wrong, in the author's words: what, why it matters, what to do.

One entry per kind. `{value}` is what the file says; other names are facts of the finding.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from dti_core.framework.problems import Finding, Problem, Spot


@dataclass(frozen=True)
class Entry:
    """Sentences of one kind of problem."""

    message: str
    cause: str
    fix: str


FILE: Mapping[str, Entry] = {
    "unreadable-file": Entry(
        "Không đọc được tệp: {value}.",
        "Tệp không tồn tại, không có quyền đọc, hoặc là một thư mục.",
        "Kiểm tra đường dẫn và quyền đọc của tệp.",
    ),
    "unknown-framework": Entry(
        "Không có bộ chỉ số nào mang mã “{value}”.",
        "Mã phải trùng với `id` của một tệp trong thư mục bộ chỉ số.",
        "Xem các mã hiện có bằng lệnh `dti framework list`, hoặc đưa đường dẫn tới tệp.",
    ),
    "too-large": Entry(
        "Tệp dài hơn {limit} ký tự.",
        "Một bộ chỉ số chỉ vài trăm nghìn ký tự; tệp lớn hơn thường là tệp nhầm.",
        "Kiểm tra lại tệp; để nguyên văn quyết định ở tệp riêng bên cạnh.",
    ),
    "not-utf8": Entry(
        "Tệp không phải văn bản UTF-8.",
        "Tệp được lưu bằng bảng mã khác (TCVN3, VNI, UTF-16…) hoặc không phải tệp văn bản.",
        "Mở tệp bằng trình soạn thảo và lưu lại với bảng mã UTF-8.",
    ),
    "control-character": Entry(
        "Có ký tự điều khiển {value} trong tệp.",
        "Ký tự không nhìn thấy này thường theo vào khi chép từ PDF hoặc Word.",
        "Xoá ký tự đó rồi gõ lại chỗ ấy.",
    ),
    "empty-file": Entry(
        "Tệp không có nội dung.",
        "Tệp trống hoặc chỉ có dòng chú thích.",
        "Bắt đầu từ một tệp có sẵn trong thư mục `frameworks`.",
    ),
}

YAML: Mapping[str, Entry] = {
    "tab-indentation": Entry(
        "Dòng này thụt lề bằng phím Tab.",
        "YAML chỉ nhận dấu cách khi thụt lề.",
        "Thay mỗi Tab bằng hai dấu cách.",
    ),
    "bad-indentation": Entry(
        "Thụt lề không khớp với các dòng phía trên.",
        "Các mục cùng cấp phải thẳng cột; mục con thụt vào thêm hai dấu cách.",
        "Chỉnh lề của dòng này (hoặc dòng ngay trước) cho thẳng với các mục cùng cấp.",
    ),
    "unquoted-colon": Entry(
        "Có dấu hai chấm giữa câu mà câu chưa đặt trong nháy.",
        "YAML hiểu “: ” là ranh giới giữa tên và giá trị.",
        "Đặt cả câu trong dấu nháy kép, ví dụ: guidance: \"Cách tính: có = 10 điểm\".",
    ),
    "unclosed-quote": Entry(
        "Dấu nháy mở ở đây không được đóng.",
        "Mọi chữ sau dấu nháy này bị coi là một câu duy nhất.",
        "Thêm dấu nháy cùng loại ở cuối câu.",
    ),
    "broken-yaml": Entry(
        "Cú pháp YAML không đúng ({value}).",
        "Chỗ này không phải là “tên: giá trị”, cũng không phải mục danh sách “- …”.",
        "So với các dòng tương tự; câu có ký hiệu đặc biệt (@ % ` [ ] {{ }} # &) nên đặt trong nháy kép.",
    ),
    "many-documents": Entry(
        "Tệp có nhiều hơn một phần, ngăn bằng “---”.",
        "Mỗi tệp chỉ chứa một bộ chỉ số.",
        "Tách phần sau thành tệp riêng hoặc xoá dòng “---”.",
    ),
    "duplicate-key": Entry(
        "Mục “{value}” được ghi hai lần.",
        "Mục này đã có ở dòng {first}; không thể biết giá trị nào đúng.",
        "Giữ một mục, xoá mục kia.",
    ),
    "alias-refused": Entry(
        "Không dùng được cách viết tắt “{value}” của YAML.",
        "Neo (&), bí danh (*) và gộp (<<) làm tệp khó đọc và có thể bị lợi dụng để làm treo máy.",
        "Viết đầy đủ nội dung tại chỗ; căn cứ dùng chung thì đặt tên dưới `bases`.",
    ),
    "tag-refused": Entry(
        "Không dùng được thẻ “{value}”.",
        "Tệp bộ chỉ số chỉ là dữ liệu, không chứa kiểu riêng hay mã lệnh.",
        "Xoá thẻ, chỉ để lại giá trị.",
    ),
    "bad-key": Entry(
        "Tên mục phải là một từ đơn.",
        "Ở đây tên mục lại là một danh sách hoặc một nhóm, nên không đọc tiếp được.",
        "Viết lại dưới dạng “tên: giá trị”; câu bắt đầu bằng [ hoặc {{ thì đặt trong nháy kép.",
    ),
    "too-deep": Entry(
        "Các mục lồng nhau quá {limit} cấp.",
        "Không bộ chỉ số nào cần sâu như vậy; có thể thiếu dấu ngoặc đóng.",
        "Kiểm tra các dấu [ và {{ phía trước.",
    ),
}

SHAPE: Mapping[str, Entry] = {
    "unknown-key": Entry(
        "Không có mục tên “{value}” ở đây.",
        "Gõ nhầm tên mục hoặc đặt sai chỗ. Ở đây dùng được: {allowed}.",
        "Sửa tên mục, hoặc chuyển nó về đúng chỗ.",
    ),
    "missing-key": Entry(
        "Thiếu mục bắt buộc “{value}”.",
        "Phần này không dùng được khi không có mục đó.",
        "Thêm dòng “{value}: …” vào phần này.",
    ),
    "text-expected": Entry(
        "“{value}” phải là chữ, đặt trong dấu nháy.",
        "Không có nháy thì YAML hiểu đây là số, đúng/sai hoặc bỏ trống (6.10 sẽ thành 6.1).",
        "Viết trong nháy kép, ví dụ: \"6.10\".",
    ),
    "empty-text": Entry(
        "Mục này đang để trống.",
        "Người đọc cần thấy nội dung ở đây.",
        "Điền nội dung hoặc bỏ cả mục nếu không bắt buộc.",
    ),
    "bad-name": Entry(
        "“{value}” có ký tự không dùng được ở đây.",
        "Mã và tên gọi chỉ gồm chữ không dấu, chữ số, dấu chấm, gạch ngang (mã số liệu: chữ thường, số, gạch dưới).",
        "Đổi thành tên đúng dạng, ví dụ: khong-dich-vu-cong, so_nguoi, 3.1.",
    ),
    "number-expected": Entry(
        "“{value}” phải là số.",
        "Số viết không có nháy, dùng dấu chấm cho phần lẻ, không có dấu phân nghìn, % hay đơn vị.",
        "Ví dụ: 0.5 (không viết 0,5), 1000 (không viết 1.000), 0.01 (không viết 1%).",
    ),
    "boolean-expected": Entry(
        "“{value}” phải là true hoặc false.",
        "Chỉ hai chữ true và false được hiểu là đúng và sai; yes, no, có, không thì không.",
        "Viết true hoặc false, không đặt trong nháy.",
    ),
    "list-expected": Entry(
        "Ở đây cần một danh sách.",
        "Mục này nhận nhiều giá trị, kể cả khi chỉ có một.",
        "Viết dạng [a, b] hoặc mỗi dòng một mục bắt đầu bằng “- ”.",
    ),
    "mapping-expected": Entry(
        "Ở đây cần một nhóm “tên: giá trị”.",
        "Phần này gồm nhiều mục con, không phải một giá trị đơn.",
        "Xuống dòng, thụt vào hai dấu cách và ghi từng mục con.",
    ),
    "unknown-value": Entry(
        "“{value}” không phải giá trị dùng được ở đây.",
        "Chỉ nhận: {allowed}.",
        "Chọn một trong các giá trị trên.",
    ),
    "number-out-of-range": Entry(
        "Số {value} nằm ngoài khoảng cho phép ({limit}).",
        "Tỷ lệ và trọng số nằm từ 0 đến 1; điểm và ngưỡng không âm; mẫu số và mức đạt lớn hơn 0.",
        "Sửa lại số; 80% viết là 0.8.",
    ),
    "unknown-rule-type": Entry(
        "Cách tính “{value}” không có.",
        "Mục `type` của `rule` phải là một trong: {allowed}.",
        "Ghi `type` theo danh sách trên.",
    ),
    "bad-value": Entry(
        "Giá trị “{value}” không dùng được ở đây.",
        "Giá trị không đúng dạng mà mục này cần.",
        "So với mục cùng tên ở một tệp có sẵn.",
    ),
}

TREE: Mapping[str, Entry] = {
    "duplicate-id": Entry(
        "Mã “{value}” bị dùng hai lần ({what}).",
        "Mỗi mã chỉ được chỉ một thứ, nếu không số liệu sẽ lẫn vào nhau.",
        "Đổi một trong hai; nếu quyết định in trùng mã, thêm mục `id` khác cho một tiêu chí và ghi vào `anomalies`.",
    ),
    "code-under-wrong-parent": Entry(
        "Mã {value} đứng dưới mã {parent}.",
        "Mã con thường bắt đầu bằng mã của mục cha.",
        "Chuyển tiêu chí về đúng chỗ; nếu quyết định in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "max-over-parent": Entry(
        "{subject}: điểm tối đa {value} lớn hơn điểm {limit} của mục cha {parent}.",
        "Điểm của tiêu chí con không thể vượt điểm của mục chứa nó.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "sum-differs": Entry(
        "{subject} in {value} điểm nhưng các mục con cộng lại được {found}.",
        "Có thể gõ nhầm điểm, sót một tiêu chí, hoặc chính quyết định in sai.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "total-differs": Entry(
        "Thang điểm in {value} nhưng các chỉ số cộng lại được {found}.",
        "Có thể gõ nhầm điểm, sót một chỉ số, hoặc chính quyết định in sai.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "missing-max": Entry(
        "Tiêu chí {subject} không có điểm tối đa.",
        "Không có điểm tối đa thì tiêu chí không thể cho điểm.",
        "Thêm `max`, hoặc `pool` nếu dùng chung điểm; nếu quyết định không in, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "leaf-without-rule": Entry(
        "Tiêu chí {subject} không có cách tính (`rule`).",
        "Mỗi tiêu chí phải nói rõ số liệu thành điểm như thế nào.",
        "Thêm `rule`; tiêu chí do người đánh giá cho điểm thì dùng `type: assessed`.",
    ),
    "rule-on-parent": Entry(
        "Mục {subject} có mục con nên không được có “{value}”.",
        "Điểm của mục cha là tổng điểm các tiêu chí con.",
        "Chuyển “{value}” xuống tiêu chí con.",
    ),
}

RULES: Mapping[str, Entry] = {
    "unknown-input": Entry(
        "Cách tính của {subject} nhắc tới số liệu “{value}” không có.",
        "Tiêu chí này chỉ có: {allowed}.",
        "Sửa tên số liệu hoặc thêm nó vào `inputs`.",
    ),
    "unused-input": Entry(
        "Số liệu “{value}” của {subject} không dùng vào đâu.",
        "Hỏi một số liệu mà cách tính không dùng làm mất công người trả lời.",
        "Đưa vào `rule` hoặc xoá khỏi `inputs`.",
    ),
    "wrong-input-kind": Entry(
        "Số liệu “{value}” của {subject} là loại {kind}, cách tính này cần loại {allowed}.",
        "Có/không không thể chia tỷ lệ, con số không thể coi là có/không.",
        "Đổi `kind` của số liệu hoặc đổi `type` của cách tính.",
    ),
    "choice-without-choices": Entry(
        "Số liệu “{value}” của {subject} là lựa chọn nhưng không có phương án nào.",
        "Người trả lời cần ít nhất hai phương án để chọn.",
        "Thêm `choices`, mỗi phương án có `value`, `label`, `fraction`.",
    ),
    "needless-choices": Entry(
        "Số liệu “{value}” của {subject} có phương án nhưng không phải loại choice.",
        "Phương án chỉ có tác dụng với loại choice.",
        "Đổi `kind: choice` hoặc xoá `choices`.",
    ),
    "unknown-shared": Entry(
        "Số liệu dùng chung “{value}” không có.",
        "`shared` phải là thông tin chung (info:5) hoặc số liệu của tiêu chí khác (3.1:a).",
        "Sửa lại cho đúng mã.",
    ),
    "shared-cycle": Entry(
        "Số liệu “{value}” lấy lại chính nó qua vòng {round}.",
        "Không có số liệu nào trong vòng được hỏi người trả lời.",
        "Bỏ `shared` ở một số liệu trong vòng.",
    ),
    "shared-kind": Entry(
        "Số liệu {subject} loại {kind} nhưng “{value}” mà nó dùng lại là loại {found}.",
        "Chỉ dùng lại được số liệu cùng loại; cộng nhiều số liệu thì phải là số.",
        "Sửa `kind` cho khớp hoặc bỏ `shared`.",
    ),
    "weights-over-one": Entry(
        "Trọng số các phần của {subject} cộng lại được {value}, lớn hơn 1.",
        "Cộng các phần không được vượt điểm tối đa.",
        "Sửa `weight` để tổng không quá 1.",
    ),
    "ladder-incomplete": Entry(
        "Thang điểm của {subject} thiếu số liệu hoặc thiếu bậc.",
        "Thang điểm dùng `input` (một lựa chọn), hoặc `count` cùng `steps` (và có thể `exists`).",
        "Ghi đúng một trong hai cách.",
    ),
    "ladder-steps-order": Entry(
        "Bậc “từ {value}” của {subject} không bao giờ đạt tới hoặc sai thứ tự.",
        "Các bậc phải giảm dần từ trên xuống: mức cao trước, mức thấp sau.",
        "Xếp lại `steps` theo `at_least` giảm dần, `fraction` không tăng.",
    ),
    "inverse-bounds": Entry(
        "{subject}: mức đạt tối đa {value} phải nhỏ hơn mức 0 điểm {limit}.",
        "Cách tính này cho điểm càng cao khi số càng thấp.",
        "Sửa `full_at` nhỏ hơn `zero_at`.",
    ),
}

REFERENCES: Mapping[str, Entry] = {
    "unknown-pool": Entry(
        "{subject} thuộc nhóm điểm chung “{value}” không có.",
        "Nhóm điểm chung phải được khai dưới `pools`.",
        "Sửa tên hoặc thêm vào `pools`.",
    ),
    "pool-too-small": Entry(
        "Nhóm điểm chung “{value}” có {found} tiêu chí.",
        "Điểm chung chỉ có nghĩa với từ hai tiêu chí trở lên.",
        "Thêm `pool: {value}` vào các tiêu chí còn lại hoặc bỏ nhóm.",
    ),
    "pool-member-max": Entry(
        "{subject} vừa có điểm riêng {value} vừa thuộc nhóm điểm chung “{pool}”.",
        "Điểm sẽ bị tính hai lần.",
        "Bỏ `max` của tiêu chí hoặc bỏ `pool`.",
    ),
    "pool-member-rule": Entry(
        "{subject} thuộc nhóm điểm chung nên phải tính theo tỷ lệ, không theo “{value}”.",
        "Điểm chung bằng tổng tử số chia tổng mẫu số của các tiêu chí trong nhóm.",
        "Dùng `type: ratio` hoặc bỏ `pool`.",
    ),
    "unknown-criterion": Entry(
        "Quy định miễn “{subject}” nhắc tới tiêu chí “{value}” không có.",
        "Danh sách `criteria` phải là mã các tiêu chí (cấp cho điểm) của tệp này.",
        "Sửa lại mã.",
    ),
    "unknown-trait": Entry(
        "Quy định miễn “{subject}” dựa vào đặc điểm “{value}” không có.",
        "Đặc điểm của đơn vị phải được khai dưới `traits`.",
        "Sửa tên hoặc thêm vào `traits`.",
    ),
    "exemption-overlap": Entry(
        "Tiêu chí {value} được miễn theo cả “{subject}” và “{other}”.",
        "Một đơn vị có thể rơi vào cả hai trường hợp, khi đó không biết tính theo quy định nào.",
        "Bỏ tiêu chí khỏi một danh sách, hoặc ghi `yields_to: [{other}]` ở quy định nhường bước.",
    ),
    "unknown-exemption": Entry(
        "Quy định miễn “{subject}” nhường cho “{value}” không có.",
        "`yields_to` phải là mã của quy định miễn khác trong tệp.",
        "Sửa lại mã.",
    ),
    "exemption-empty": Entry(
        "Quy định miễn “{subject}” không áp dụng cho tiêu chí nào.",
        "Danh sách `criteria` đang trống nên quy định không có tác dụng tự động.",
        "Điền mã tiêu chí; nếu phụ lục không nêu, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "unknown-assessor": Entry(
        "“{value}” không có trong danh sách người đánh giá (`assessors`).",
        "Thứ tự ưu tiên và cột điểm chỉ dùng những người đã khai.",
        "Sửa tên hoặc thêm vào `assessors`.",
    ),
    "unknown-pillar": Entry(
        "{subject} thuộc trụ cột “{value}” không có.",
        "Trụ cột phải được khai dưới `pillars`.",
        "Sửa tên hoặc thêm vào `pillars`.",
    ),
    "pillar-unknown-index": Entry(
        "Trụ cột “{subject}” gồm chỉ số “{value}” không có.",
        "Danh sách `indices` phải là mã các chỉ số chính.",
        "Sửa lại mã.",
    ),
    "pillar-sum-differs": Entry(
        "Trụ cột “{subject}” in {value} điểm nhưng các chỉ số cộng lại được {found}.",
        "Có thể thiếu chỉ số, hoặc chính quyết định in sai.",
        "So lại với quyết định; nếu in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
    ),
    "headline-without-pillars": Entry(
        "Điểm công bố là bình quân các trụ cột nhưng tệp không có trụ cột nào.",
        "`headline.kind: pillar_mean` cần ít nhất một trụ cột.",
        "Thêm `pillars` hoặc dùng `kind: sum`.",
    ),
    "unknown-basis": Entry(
        "Không có căn cứ nào tên “{value}”.",
        "Căn cứ gọi theo tên phải được khai dưới `bases`.",
        "Sửa tên hoặc thêm vào `bases`.",
    ),
    "basis-missing": Entry(
        "{subject}: tham số “{value}” chưa có căn cứ.",
        "Mỗi tham số đổi số liệu thành điểm phải nói rõ lấy từ đâu.",
        "Thêm “{value}: <căn cứ>” vào `basis` của cách tính, hoặc “other: <căn cứ>” cho mọi tham số còn lại.",
    ),
    "unknown-parameter": Entry(
        "{subject}: `basis` nêu “{value}” nhưng cách tính không có tham số đó.",
        "Cách tính này có: {allowed}.",
        "Sửa tên tham số hoặc xoá dòng.",
    ),
    "basis-without-place": Entry(
        "Căn cứ là quyết định nhưng chưa ghi ở đâu.",
        "Người đọc phải tìm lại được chỗ đó trong quyết định.",
        "Thêm `place`, ví dụ: place: Điều 7.3.",
    ),
    "basis-without-reason": Entry(
        "Căn cứ là cách hiểu (assumed) nhưng chưa nêu lý do.",
        "Người trả lời có quyền biết vì sao tính như vậy khi quyết định không nói.",
        "Thêm `reason`, ví dụ: reason: Quyết định không in công thức.",
    ),
    "anomaly-unknown-place": Entry(
        "Mục bất thường nói về “{value}” không có trong tệp.",
        "`at` phải là mã chỉ số, tiêu chí, thông tin chung (info:5), trụ cột, quy định miễn, hoặc chỗ trong quyết định (Điều 7.3).",
        "Sửa lại chỗ.",
    ),
    "anomaly-covers-nothing": Entry(
        "Mục bất thường giải thích “{value}” nhưng tệp không có lỗi đó.",
        "Có thể lỗi đã được sửa, hoặc gõ sai dạng “mã-lỗi@chỗ”.",
        "Xoá khỏi `covers` hoặc sửa lại.",
    ),
}

CATALOGUE: Mapping[str, Entry] = {**FILE, **YAML, **SHAPE, **TREE, **RULES, **REFERENCES}


def describe(finding: Finding, file: str, spot: Spot | None) -> Problem:
    """A finding in the author's words."""
    entry = CATALOGUE[finding.code]
    value = _shown(finding.value)
    facts = {**finding.facts, "value": value, "subject": finding.subject, "cover": finding.cover}
    return Problem(
        code=finding.code,
        file=file,
        line=spot.line if spot else 0,
        column=spot.column if spot else 0,
        value=value,
        message=entry.message.format_map(facts),
        cause=entry.cause.format_map(facts),
        fix=entry.fix.format_map(facts),
        suggestion=finding.suggestion,
    )


def render(problem: Problem) -> str:
    """A problem for a terminal: place and what, then why and what to do."""
    place = f"{problem.file}:{problem.line}:{problem.column}" if problem.line else problem.file
    lines = [f"{place}  {problem.message}", f"    Vì sao: {problem.cause}", f"    Cách sửa: {problem.fix}"]
    if problem.suggestion:
        lines.append(f"    Có phải ý Anh/Chị là “{problem.suggestion}”?")
    return "\n".join(lines)


def _shown(value: object) -> str:
    if value is None:
        return "(trống)"
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "(một nhóm)" if isinstance(value, Mapping) else str(value)
    return text if len(text) <= 80 else text[:79] + "…"
