package io.rtoto.rules.facts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The back end has said, now, that something which the customer holds over time is otherwise than
 * before.
 *
 * @param changes all that became of it at once: {@code began} (it was not held before); {@code
 *     ended}, and {@code cancelled} beside it where that is before its term was over, or it had
 *     none; {@code suspended} or {@code resumed}; {@code extended} (it ends later); {@code rose} or
 *     {@code fell} (in worth); {@code used}; {@code otherwise} alone (in any other way). Of one
 *     that was displaced, for 6 of a kind are remembered, it is only told how it stands: {@code
 *     ended}, {@code suspended} or {@code otherwise}
 * @param agreementId the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param valueMinor what it is worth now, in minor units; none when not told
 * @param byMinor by how much it rose or fell, in minor units; 0 when it did not
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysHeld whole days since it began, 0 before; none when its begin was not told
 */
public record AgreementChanged(
    @OneOf({
          "began",
          "ended",
          "cancelled",
          "suspended",
          "resumed",
          "extended",
          "rose",
          "fell",
          "used",
          "otherwise"
        })
        List<String> changes,
    String agreementId,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    @Nullable Long valueMinor,
    long byMinor,
    String currency,
    @Nullable Long daysHeld)
    implements Moment {}
