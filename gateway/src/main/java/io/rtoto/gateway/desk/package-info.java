/** What an agent asks about one customer: the contact repository in PostgreSQL. */
@NullMarked
package io.rtoto.gateway.desk;

import org.jspecify.annotations.NullMarked;
