package io.stratum.sample.order;

/**
 * The order was approved before.
 */
public class OrderNotPlacedException extends RuntimeException {

}
