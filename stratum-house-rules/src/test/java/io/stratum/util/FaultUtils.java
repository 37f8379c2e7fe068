package io.stratum.util;

/**
 * Stands in a package, and has a name, that say nothing.
 */
public final class FaultUtils {

}
