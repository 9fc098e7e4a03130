"""The sheet of all styles: every preview where it belongs, above its names."""

from __future__ import annotations

import numpy as np
from PIL import Image

from danqing.tasks.style_library import PREVIEW_SIDE_PX, style_library
from danqing.tasks.style_sheet import GAP_PX, style_sheet


def test_previews_stand_in_rows_and_their_names_below_them() -> None:
    styles = [style_library()[key] for key in ("van-gogh", "porcelain", "paper-cut")]
    sheet = style_sheet(styles, columns=2)
    cell = (PREVIEW_SIDE_PX + GAP_PX, (sheet.height - GAP_PX) // 2)
    assert sheet.width == GAP_PX + 2 * cell[0]
    for number, style in enumerate(styles):
        left, top = GAP_PX + cell[0] * (number % 2), GAP_PX + cell[1] * (number // 2)
        with Image.open(style.preview) as preview:
            shown = sheet.crop((left, top, left + PREVIEW_SIDE_PX, top + PREVIEW_SIDE_PX))
            assert np.array_equal(np.asarray(shown), np.asarray(preview.convert("RGB"))), style.key
        names = np.asarray(sheet.crop((left, top + PREVIEW_SIDE_PX, left + PREVIEW_SIDE_PX, top + cell[1] - GAP_PX)))
        assert names.min() < 128, style.key
    gap = np.asarray(sheet)[:, GAP_PX + PREVIEW_SIDE_PX : 2 * GAP_PX + PREVIEW_SIDE_PX]
    assert gap.min() == 255, "a name reaches into its neighbour's cell"
