package io.rtoto.rules.facts;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * All that a text of a fact ever is. A rule that compares it with another word would never speak,
 * or never be silent, and is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOf {
  /** Has the names of the tiers. */
  String TIERS = "tiers.yaml";

  /** Has the names of the tags. */
  String TAGS = "tags.yaml";

  /** Has the kinds of what customers hold. */
  String AGREEMENTS = "agreements.yaml";

  /** The words. */
  String[] value() default {};

  /** The file of the library that has the words, where the shop chooses them; else empty. */
  String namedIn() default "";

  /** Whether it may be empty, too. */
  boolean orEmpty() default false;
}
