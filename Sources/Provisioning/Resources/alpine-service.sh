#!/sbin/openrc-run
# Carries out what files alone cannot: users, owners by name, commands. Written by kimage.
description="carries out the configuration that this image was built with"

depend() {
	need localmount
	use net logger
	# Commands may use containers, and whoever logs in needs his user.
	after bootmisc hostname modules docker containerd
	before sshd dropbear local
}

start() {
	/bin/sh /etc/kimage/config.sh
	eend $? "kimage-config: not everything could be carried out; the lines above say what"
}
