package io.stratum.jpa.ledger;

import java.util.HashSet;
import java.util.Set;

import jakarta.persistence.CascadeType;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;

/**
 * An invoice with every kind of relation.
 */
@Entity
public class Invoice extends Owned {

	private String number;

	@ManyToOne(cascade = CascadeType.PERSIST)
	private Customer customer = new Customer();

	@OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
	private Set<InvoiceLine> lines = new HashSet<>();

	@ManyToMany(cascade = CascadeType.PERSIST)
	@JoinTable(name = "invoice_tag")
	private Set<Tag> tags = new HashSet<>(Set.of(new Tag()));

	@ElementCollection
	private Set<String> notes = new HashSet<>();

	protected Invoice() {
	}

	public Invoice(String number) {
		this.number = number;
		this.lines.add(new InvoiceLine(this));
		this.notes.add("To " + number);
	}

	public String getNumber() {
		return this.number;
	}

}
