/** Who may look at what and do what: users, their roles, how they log in, and what each may. */
@NullMarked
package io.rtoto.gateway.logins;

import org.jspecify.annotations.NullMarked;
