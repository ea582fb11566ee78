/**
 * What a customer's purchases say of whether they will come back, and what they are worth: plain
 * arithmetic that knows of purchases only. Times are days since the epoch, spans are weeks, money
 * is in minor units.
 */
@NullMarked
package io.rtoto.jobs.attrition;

import org.jspecify.annotations.NullMarked;
