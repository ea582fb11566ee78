package io.rtoto.schemas;

import io.rtoto.schemas.deadletters.Reason;

/**
 * Why a message is refused, on its way from the place that saw it to {@link SegmentReader#read},
 * which turns it into a value. Without a stack trace: nobody reads it, and filling it in would make
 * a flood of bad messages many times as dear as good ones.
 */
final class Unsound extends Exception {
  private final Reason reason;
  private final String detail;

  Unsound(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
    this.detail = detail;
  }

  SegmentReader.Refused refusal() {
    return new SegmentReader.Refused(reason, detail);
  }
}
