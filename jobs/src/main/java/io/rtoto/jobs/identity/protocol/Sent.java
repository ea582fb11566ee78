package io.rtoto.jobs.identity.protocol;

/** What a leaf sends: to other leaves, to its customer, or to the log of commands. */
public sealed interface Sent permits LoopMessage, Told, Command {}
