package io.rtoto.schemas.deadletters;

import org.jspecify.annotations.Nullable;

/**
 * A message that could not be applied, whole. Key of its topic: the reason's code.
 *
 * @param reason why, as a code
 * @param detail why, as a sentence that names the place, such as {@code /properties/price}
 * @param stage the step that refused it: {@code intake} or {@code identity}
 * @param topic the topic that it arrived on
 * @param partition its partition there
 * @param offset its offset there
 * @param original the message as it came: text where it is UTF-8
 * @param originalBase64 the message as it came, where it is not UTF-8
 */
public record DeadLetter(
    Reason reason,
    String detail,
    String stage,
    String topic,
    int partition,
    long offset,
    @Nullable String original,
    @Nullable String originalBase64) {}
