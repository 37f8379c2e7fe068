package io.stratum.sample.order;

import io.stratum.jpa.GlobalData;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * Something that can be ordered, at a price each order agrees on.
 */
@Entity
@GlobalData("one price list for all")
class Product {

	@Id
	private String sku = "";

	private String name = "";

	String sku() {
		return this.sku;
	}

	String name() {
		return this.name;
	}

}
