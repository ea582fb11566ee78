package io.rtoto.gateway.keys;

/**
 * What a server vouches for: that the visitor of a browser has signed in.
 *
 * @param userId who they are
 * @param anonymousId which browser it is
 */
public record Proof(String userId, String anonymousId) {}
