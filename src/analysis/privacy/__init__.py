"""What a mode may show of tables and of counts: names, hamlets and amounts withheld, small cells with them."""
