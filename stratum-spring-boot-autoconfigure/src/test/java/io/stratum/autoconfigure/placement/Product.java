package io.stratum.autoconfigure.placement;

import io.stratum.jpa.GlobalData;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/**
 * What everybody may send.
 */
@Entity
@GlobalData("one catalogue for all")
class Product {

	@Id
	private String sku;

	String sku() {
		return this.sku;
	}

}
