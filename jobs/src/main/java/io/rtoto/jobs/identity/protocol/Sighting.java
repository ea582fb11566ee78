package io.rtoto.jobs.identity.protocol;

import io.rtoto.schemas.Identifier;
import java.util.List;

/**
 * That an identifier was seen together with others.
 *
 * @param others the others; none, if it was seen alone
 * @param at when, in milliseconds since 1970
 * @param proven whether a server said it, or a signed token
 */
public record Sighting(List<Identifier> others, long at, boolean proven) {}
