package io.rtoto.rules.facts;

/**
 * The back end has said, now, that something which the customer holds over time is otherwise than
 * before.
 *
 * @param change what became of it, the first of these that did: {@code began} (it was not held
 *     before), {@code ended}, {@code suspended}, {@code resumed}, {@code extended} (it ends later),
 *     {@code rose} or {@code fell} (in worth), {@code used}, {@code otherwise} (in any other way)
 * @param agreementId the business's id of it
 * @param kind what it is
 * @param title what it is called; empty when not told
 * @param valueMinor what it is worth now, in minor units; 0 when not told
 * @param byMinor by how much it rose or fell, in minor units; 0 when it did not
 * @param currency ISO 4217; empty when its worth is not told
 * @param daysHeld whole days since it began; 0 when that was not told
 */
public record AgreementChanged(
    @OneOf({
          "began",
          "ended",
          "suspended",
          "resumed",
          "extended",
          "rose",
          "fell",
          "used",
          "otherwise"
        })
        String change,
    String agreementId,
    @OneOf(namedIn = OneOf.AGREEMENTS) String kind,
    String title,
    long valueMinor,
    long byMinor,
    String currency,
    long daysHeld)
    implements Moment {}
