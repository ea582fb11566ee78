/**
 * What goes with a product, learned from every look and every order, and answered while the page is
 * open: plain arithmetic on bounded memory, which knows product ids, session ids and times only.
 *
 * <p>{@link io.rtoto.jobs.association.learning.ProductAssociations} is what a product remembers. It
 * answers a look with an {@link io.rtoto.jobs.association.learning.Answer}; at the customer, {@link
 * io.rtoto.jobs.association.learning.Blend} makes one ranking of the answers to the last looks.
 */
@NullMarked
package io.rtoto.jobs.association.learning;

import org.jspecify.annotations.NullMarked;
