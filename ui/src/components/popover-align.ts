/** Keeps a popover inside a narrow window: it slides sideways rather than turning over. */
export const KEEP_INSIDE = { overflow: { adjustX: false, adjustY: true, shiftX: true } };
