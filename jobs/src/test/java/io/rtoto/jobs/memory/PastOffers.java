package io.rtoto.jobs.memory;

import io.rtoto.jobs.memory.OffersMade.Contact;
import io.rtoto.jobs.memory.OffersMade.Held;
import io.rtoto.jobs.memory.OffersMade.OfferMade;
import java.util.List;

/**
 * What was offered, as it was remembered before it told what caps count. Its name is as long as
 * that of {@link OffersMade}, whose place it takes in state that is written in tests.
 */
public record PastOffers(
    List<OfferMade> offers, List<Contact> contacts, List<Held> held, List<Contact> heldOut) {}
