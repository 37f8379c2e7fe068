/**
 * Carries the tenant of a handshake to the messages of its socket.
 */
@NullMarked
package io.stratum.autoconfigure.websocket;

import org.jspecify.annotations.NullMarked;
