/** What travels between the parts of RTOTO: the topics and the codec of their messages. */
@NullMarked
package io.rtoto.schemas;

import org.jspecify.annotations.NullMarked;
