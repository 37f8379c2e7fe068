/**
 * Calls the endpoints of an application as a stranger.
 */
@NullMarked
package io.stratum.test.endpoint;

import org.jspecify.annotations.NullMarked;
