package io.stratum.sample.order;

/**
 * There is no such order, or it belongs to somebody else: nobody can tell which.
 */
public class OrderNotFoundException extends RuntimeException {

}
