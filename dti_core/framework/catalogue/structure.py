"""Problems between entries: the tree and its points, rules and their inputs."""

from collections.abc import Mapping

from dti_core.framework.catalogue.entry import Entry

TREE: Mapping[str, Entry] = {
    "duplicate-id": Entry(
        "Mã “{value}” bị dùng hai lần ({what}).",
        "Mỗi mã chỉ được chỉ một thứ, nếu không số liệu sẽ lẫn vào nhau.",
        "Đổi một trong hai; nếu quyết định in trùng mã, thêm `id` riêng cho tiêu chí và ghi vào `anomalies`.",
    ),
    "code-under-wrong-parent": Entry(
        "Mã {value} đứng dưới mã {parent}.",
        "Mã con thường bắt đầu bằng mã của mục cha.",
        "Chuyển về đúng chỗ; nếu quyết định in như vậy, ghi vào `anomalies` với `covers: [{cover}]`.",
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
        "Thêm `max` (hoặc `pool`); nếu quyết định không in, ghi vào `anomalies` với `covers: [{cover}]`.",
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
    "needless-most": Entry(
        "Số liệu “{value}” của {subject} có `most` nhưng không phải con số được hỏi ở đây.",
        "`most` là số lớn nhất được nhận khi hỏi; có/không, lựa chọn và số lấy lại thì không dùng.",
        "Xoá `most`; với số lấy lại thì ghi `most` ở nơi số đó được hỏi.",
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
    "rule-over-max": Entry(
        "{subject}: dưới mức {value} mà tính theo đúng tỷ lệ (raw) thì có thể vượt điểm tối đa.",
        "Tỷ lệ từ 1 đến {value} nhân với điểm tối đa sẽ lớn hơn điểm tối đa.",
        "Đổi `below: scaled` (chia cho mức đạt) hoặc ghi `target` không quá 1.",
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
