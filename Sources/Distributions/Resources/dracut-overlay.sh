# kimage: the folders that dracut's dmsquash-live lays its overlay in. dracut 059 takes them for granted and fails with
# "failed to resolve '/run/overlayfs'" where nothing made them.
mkdir -p /run/overlayfs /run/ovlwork
:
