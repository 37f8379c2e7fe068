package io.stratum.autoconfigure.placement;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;

/**
 * What a tenant sends; its labels are in a table that nobody maps.
 */
@Entity
class Parcel {

	@Id
	@UuidGenerator(style = UuidGenerator.Style.VERSION_7)
	private UUID id;

	@TenantId
	private UUID tenantId;

	private String receiver;

	@ElementCollection(fetch = FetchType.EAGER)
	@CollectionTable(name = "parcel_label", joinColumns = @JoinColumn(name = "parcel_id"))
	@Column(name = "label")
	private Set<String> labels = new HashSet<>();

	protected Parcel() {
	}

	Parcel(String receiver, String... labels) {
		this.receiver = receiver;
		this.labels.addAll(Set.of(labels));
	}

	String receiver() {
		return this.receiver;
	}

	Set<String> labels() {
		return this.labels;
	}

}
