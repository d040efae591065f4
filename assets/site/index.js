// Small helps for pages that all work without: each module looks for its own mark and does nothing where there is none.
import { setUpCheck } from "./check.js";
import { setUpCopy } from "./copy.js";
import { setUpFocus } from "./focus.js";
import { setUpLeave } from "./leave.js";
import { setUpLighting } from "./lighting.js";
import { setUpPlacement } from "./placement.js";
import { setUpPrint } from "./print.js";
import { setUpProof } from "./pow.js";
import { setUpReceipt } from "./receipt.js";

document.documentElement.classList.add("js");
setUpCheck();
setUpPlacement();
setUpLighting();
setUpPrint();
setUpCopy();
setUpLeave();
setUpProof();
setUpReceipt();
setUpFocus();
