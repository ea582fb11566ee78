@NullMarked
package io.rtoto.gateway.web;

import org.jspecify.annotations.NullMarked;
